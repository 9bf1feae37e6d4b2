import { useEffect } from 'react'

import { tellTabs } from '#queries/tabs.ts'
import { Blank } from '#ui/blank.tsx'

import { Frame } from '#pages/shell/frame.tsx'

/** Where signing in again ends that was begun from another tab: that one is told, and this one closes where it may. */
export function SignedInPage() {
  useEffect(() => {
    tellTabs('changed')
    window.close()
  }, [])

  return (
    <Frame title="Signed in">
      <Blank as="h1" title="You are signed in">
        This tab can be closed.
      </Blank>
    </Frame>
  )
}
