import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide'

import type { Session } from '#contract/session.ts'
import { sessionQuery } from '#session/session-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'

import { FormAlert } from './form-alert.tsx'
import { PasswordForm } from './password-form.tsx'

type SignInProps = {
  access: Session['access']
  /** Why the last attempt failed; null when it did not. */
  message: string | null
  /** Opens the sign-in page of the OpenID provider. */
  onProviderSignIn: () => void
}

/** The sign-in form for the server's auth method. */
export function SignIn({ access, message, onProviderSignIn }: SignInProps) {
  switch (access) {
    case 'password':
      return <PasswordForm />
    case 'oidc':
      return (
        <>
          <p className="mt-2 text-muted">Use your work account.</p>
          {message !== null && <FormAlert>{message}</FormAlert>}
          <Button variant="primary" className="mt-5 w-full" onClick={onProviderSignIn}>
            Sign in
          </Button>
        </>
      )
    case 'header':
    case 'local':
      return <ProxySignInHint />
  }
}

/** Shown when a proxy in front of Flowdesk signs users in: there is no form to fill in. */
function ProxySignInHint() {
  const { isFetching, refetch } = useQuery(sessionQuery())
  return (
    <>
      <p role="alert" className="mt-2 text-muted">
        The sign-on proxy didn’t tell Flowdesk who you are. Sign in there first. If you already have, contact
        your Flowdesk administrator.
      </p>
      <Button
        className="mt-5"
        icon={<Icon icon={RotateCw} size={14} />}
        disabled={isFetching}
        onClick={() => void refetch()}
      >
        Try again
      </Button>
    </>
  )
}
