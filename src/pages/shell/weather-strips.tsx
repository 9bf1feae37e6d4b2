import { RotateCw } from 'lucide-react'

import { engine } from '#queries/sources.ts'
import { useStore } from '#queries/store.ts'
import { connection, engineState } from '#queries/weather.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

import { MaskStrip } from './mask-strip.tsx'

/** What is amiss with the network, the reading or the mask, for as long as it is. What was on the screen stays. */
export function WeatherStrips() {
  return (
    <>
      <ConnectionStrip />
      <EngineStrip />
      <MaskStrip />
    </>
  )
}

function ConnectionStrip() {
  const state = useStore(connection)
  if (state === 'there') return null
  return (
    <Notice
      role="status"
      tone="warn"
      title={state === 'offline' ? 'You are offline.' : 'Flowdesk cannot be reached.'}
    >
      What has been read stays; reading goes on when the connection is back.
    </Notice>
  )
}

function EngineStrip() {
  switch (useStore(engineState)) {
    case 'fine':
      return null
    case 'restarted':
      return (
        <Notice role="status" tone="info" title="The list is being read again.">
          The part of Flowdesk that reads had stopped, and was started anew.
        </Notice>
      )
    case 'stopped':
      return (
        <Notice
          role="alert"
          tone="danger"
          title="Reading has stopped."
          actions={
            <Button icon={<RotateCw aria-hidden size={14} />} onClick={() => engine().revive()}>
              Try again
            </Button>
          }
        >
          The part of Flowdesk that reads stopped several times within a minute. What is on the screen stays.
          If it happens again, close other tabs, or tell whoever runs Flowdesk.
        </Notice>
      )
  }
}
