import { RotateCw } from 'lucide'

import { getEngine } from '#queries/clients.ts'
import { Icon } from '#ui/icon.tsx'
import { useStore } from '#ui/store.ts'
import { connectionStatus, engineStatus } from '#status/system-status.ts'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

import { UnmaskErrorBanner } from '#pages/shell/mask/unmask-error-banner.tsx'

/** Shows problems with the network, the engine or the mask until they end. The page's content stays. */
export function StatusBanners() {
  return (
    <>
      <ConnectionBanner />
      <EngineBanner />
      <UnmaskErrorBanner />
    </>
  )
}

function ConnectionBanner() {
  const state = useStore(connectionStatus)
  if (state === 'online') return null
  return (
    <Banner
      role="status"
      tone="warn"
      title={state === 'offline' ? 'You are offline.' : 'Flowdesk cannot be reached.'}
    >
      What’s already loaded is kept. Loading resumes when the connection is back.
    </Banner>
  )
}

function EngineBanner() {
  switch (useStore(engineStatus)) {
    case 'running':
      return null
    case 'restarted':
      return (
        <Banner role="status" tone="info" title="The list is loading again.">
          Loading crashed and was restarted.
        </Banner>
      )
    case 'stopped':
      return (
        <Banner
          role="alert"
          tone="danger"
          title="Loading has stopped."
          actions={
            <Button icon={<Icon icon={RotateCw} size={14} />} onClick={() => getEngine().restart()}>
              Try again
            </Button>
          }
        >
          Loading crashed several times within a minute. What’s on the screen is kept. If it keeps happening,
          close other tabs or contact your Flowdesk administrator.
        </Banner>
      )
  }
}
