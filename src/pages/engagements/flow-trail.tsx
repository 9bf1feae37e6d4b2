import { lazy, Suspense } from 'react'

import type { Flow } from '#contract/flow.ts'
import type { FlowSid } from '#contract/sid.ts'
import { useShown } from '#ui/veil.ts'

import { FlowStatus } from '#pages/flows/flow-status.tsx'

// A list is read before its SID is copied.
const CopyButton = lazy(async () => ({ default: (await import('#ui/copy-button.tsx')).CopyButton }))

/** The flow whose engagements are shown. Until its name is here, its SID stands for it. */
export function FlowTrail({ flowSid, flow }: { flowSid: FlowSid; flow: Flow | null }) {
  const shown = useShown()
  return (
    <>
      <h1 className="min-w-0 truncate text-base font-medium">
        {flow?.friendly_name ? (
          <bdi>{shown(flow.friendly_name)}</bdi>
        ) : (
          <span className="font-mono text-xs">{flowSid}</span>
        )}
      </h1>
      {flow && (
        <span className="max-sm:hidden">
          <FlowStatus status={flow.status} />
        </span>
      )}
      <Suspense>
        <CopyButton exact iconOnly label="Copy flow SID" text={() => flowSid} className="max-sm:hidden" />
      </Suspense>
    </>
  )
}
