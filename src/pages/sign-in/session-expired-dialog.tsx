import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { paths } from '#urls/urls.ts'
import type { Session } from '#contract/session.ts'
import { clearAndLeave } from '#session/clear-local-data.ts'
import { broadcastToTabs } from '#session/tab-broadcast.ts'
import { Button } from '#ui/controls/button.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'

import { SignIn } from './sign-in.tsx'

/** A modal dialog for when the session has ended. The screen behind it stays as it is. */
export function SessionExpiredDialog({ session }: { session: Session }) {
  const client = useQueryClient()
  const [isPopupBlocked, setIsPopupBlocked] = useState(false)

  /** Opens the provider in a popup, which broadcasts when the sign-in is done. */
  function openProvider(): void {
    const url = `/auth/oidc?to=${encodeURIComponent(paths.signedIn())}`
    setIsPopupBlocked(window.open(url, 'flowdesk-sign-in', 'popup,width=520,height=720') === null)
  }

  function clearAndSignOut(): void {
    broadcastToTabs('left')
    clearAndLeave(client, 'home')
  }

  return (
    <Dialog title="Sign in again" closedBy="none" className="w-96 backdrop:backdrop-blur-sm">
      <p className="text-muted">Your session has ended. What’s on the screen is kept.</p>
      <SignIn
        access={session.access}
        message={
          isPopupBlocked
            ? 'The browser blocked the sign-in window. Allow pop-ups for this site and try again.'
            : null
        }
        onProviderSignIn={openProvider}
      />
      <div className="mt-5 border-t border-line pt-3">
        <Button variant="quiet" size="sm" className="-ml-1.5" onClick={clearAndSignOut}>
          Clear the screen instead
        </Button>
      </div>
    </Dialog>
  )
}
