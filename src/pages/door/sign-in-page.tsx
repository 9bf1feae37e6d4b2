import type { Session } from '#contract/session.ts'

import { visitStore } from '#pages/prefs/stores.ts'
import { DemoNote, Frame } from '#pages/shell/frame.tsx'
import { SignIn } from './sign-in.tsx'
import { keepAddress, type Refusal } from './way-back.ts'

const refusalWords: Record<Refusal, string> = {
  'not-allowed': 'You are known there, but may not come in here. Ask whoever runs Flowdesk to let you in.',
  expired: 'Signing in took too long. Try once more.',
  failed: 'Signing in did not work. Try once more; if it happens again, tell whoever runs Flowdesk.',
}

type SignInPageProps = { session: Session; refusal: Refusal | null }

/** The whole page for those who have not signed in. The address stays, so that afterwards exactly what it names is shown. */
export function SignInPage({ session, refusal }: SignInPageProps) {
  return (
    <Frame
      title="Sign in"
      header={<div className="flex flex-1 justify-end">{session.demo && <DemoNote />}</div>}
    >
      <div className="mx-auto w-full max-w-88 px-5 pt-[min(18vh,10rem)] pb-10">
        <h1 className="text-xl/8 font-semibold">Sign in</h1>
        <SignIn
          access={session.access}
          said={refusal && refusalWords[refusal]}
          onProvider={() => {
            const path = keepAddress(window.location, visitStore())
            window.location.assign(`/auth/oidc?to=${encodeURIComponent(path)}`)
          }}
        />
      </div>
    </Frame>
  )
}
