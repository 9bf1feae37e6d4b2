import { useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'

import type { Session } from '#contract/session.ts'
import { isServerThere } from '#queries/session.ts'
import { Button } from '#ui/button.tsx'

import { FormAlert } from './form-alert.tsx'
import { PasswordForm } from './password-form.tsx'

type SignInProps = {
  access: Session['access']
  /** What came of the last try. */
  said: string | null
  /** Goes to the provider that knows people. */
  onProvider: () => void
}

/** The way in: what it takes depends on how the server is set up. */
export function SignIn({ access, said, onProvider }: SignInProps) {
  switch (access) {
    case 'password':
      return <PasswordForm />
    case 'oidc':
      return (
        <>
          <p className="mt-2 text-muted">With the account you use at work.</p>
          {said !== null && <FormAlert>{said}</FormAlert>}
          <Button variant="primary" className="mt-5 w-full" onClick={onProvider}>
            Sign in
          </Button>
        </>
      )
    case 'header':
    case 'local':
      return <AskedAgain />
  }
}

/** Where something in front of Flowdesk signs people in, there is nothing to fill in here. */
function AskedAgain() {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <p role="alert" className="mt-2 text-muted">
        The sign-on proxy in front of Flowdesk did not say who you are. Sign in there; if you have, tell
        whoever runs Flowdesk.
      </p>
      <Button
        className="mt-5"
        icon={<RotateCw aria-hidden size={14} />}
        aria-disabled={asking}
        onClick={() => {
          setAsking(true)
          void isServerThere(client).then(() => setAsking(false))
        }}
      >
        Try again
      </Button>
    </>
  )
}
