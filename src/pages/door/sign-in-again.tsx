import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'

import { paths } from '#address/address.ts'
import type { Session } from '#contract/session.ts'
import { leave } from '#queries/forget.ts'
import { tellTabs } from '#queries/tabs.ts'
import { Button } from '#ui/button.tsx'

import { SignIn } from './sign-in.tsx'

/** The session has ended: signing in again is all that can be done, and what was on the screen is there afterwards. */
export function SignInAgain({ session }: { session: Session }) {
  const client = useQueryClient()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isBlocked, setIsBlocked] = useState(false)

  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])

  /** The provider asks in a window of its own, which tells this one when it is done. */
  function openProvider(): void {
    const address = `/auth/oidc?to=${encodeURIComponent(paths.signedIn())}`
    setIsBlocked(window.open(address, 'flowdesk-sign-in', 'popup,width=520,height=720') === null)
  }

  function clear(): void {
    tellTabs('left')
    leave(client, 'home')
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      closedby="none"
      // What is behind it may not be used any more, however often Esc is pressed, and does not hear of keys.
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') event.preventDefault()
      }}
      className="m-auto w-full max-w-96 rounded-lg border border-line-strong bg-raised p-6 text-sm text-ink shadow-panel backdrop:bg-canvas/70 backdrop:backdrop-blur-sm max-sm:max-w-[calc(100vw-24px)]"
    >
      <h2 id={titleId} className="text-lg font-semibold">
        Sign in again
      </h2>
      <p className="mt-1 text-muted">
        Your session has ended. What is on the screen stays, and goes on afterwards.
      </p>
      <SignIn
        access={session.access}
        said={
          isBlocked ? 'The browser did not open the window. Allow it for this site, and try again.' : null
        }
        onProvider={openProvider}
      />
      <div className="mt-5 border-t border-line pt-3">
        <Button variant="quiet" size="sm" className="-ml-1.5" onClick={clear}>
          Clear the screen instead
        </Button>
      </div>
    </dialog>
  )
}
