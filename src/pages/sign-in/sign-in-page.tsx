import type { Session } from '#contract/session.ts'

import { safeSessionStorage } from '#pages/prefs/safe-storage.ts'
import { DemoNote, PageLayout } from '#pages/shell/page-layout.tsx'
import { SignIn } from './sign-in.tsx'
import { storeReturnUrl, type SignInError } from './return-url.ts'

const signInErrorText: Record<SignInError, string> = {
  'not-allowed': 'You don’t have access to Flowdesk. Ask your Flowdesk administrator for access.',
  expired: 'Signing in took too long. Try again.',
  busy: 'Too many people are signing in right now. Wait a few seconds, then try again.',
  failed: 'Signing in failed. Try again. If it keeps happening, contact your Flowdesk administrator.',
}

type SignInPageProps = { session: Session; error: SignInError | null }

/** The page for users who are not signed in. The URL stays, so that the linked page opens after the sign-in. */
export function SignInPage({ session, error }: SignInPageProps) {
  return (
    <PageLayout
      title="Sign in"
      header={<div className="flex flex-1 justify-end">{session.demo && <DemoNote />}</div>}
    >
      <div className="mx-auto w-full max-w-88 px-5 pt-[min(18vh,10rem)] pb-10">
        <h1 className="text-xl/8 font-semibold">Sign in</h1>
        <SignIn
          access={session.access}
          message={error && signInErrorText[error]}
          onProviderSignIn={() => {
            const path = storeReturnUrl(window.location, safeSessionStorage())
            window.location.assign(`/auth/oidc?to=${encodeURIComponent(path)}`)
          }}
        />
      </div>
    </PageLayout>
  )
}
