import { useEffect } from 'react'

import { broadcastToTabs } from '#session/tab-broadcast.ts'
import { EmptyState } from '#ui/feedback/empty-state.tsx'

import { PageLayout } from '#pages/shell/page-layout.tsx'

/** The last page of a sign-in in a popup: broadcasts to the other tabs, then closes itself if the browser allows it. */
export function SignedInPage() {
  useEffect(() => {
    broadcastToTabs('changed')
    window.close()
  }, [])

  return (
    <PageLayout title="Signed in">
      <EmptyState as="h1" title="You are signed in">
        You can close this tab.
      </EmptyState>
    </PageLayout>
  )
}
