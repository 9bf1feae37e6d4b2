import type { Flow } from '#contract/resources.ts'
import type { FlowSid } from '#contract/sid.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { FlowStatusBadge } from '#pages/shared/badges/flow-status-badge.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'

/** The current flow's name, or its SID until the name is loaded. */
export function FlowBreadcrumb({ flowSid, flow }: { flowSid: FlowSid; flow: Flow | null }) {
  const displayText = useDisplayText()
  return (
    <>
      <h1 className="min-w-0 truncate text-base font-medium">
        {flow?.friendly_name ? (
          <bdi>{displayText(flow.friendly_name)}</bdi>
        ) : (
          <span className="font-mono text-xs">{flowSid}</span>
        )}
      </h1>
      {flow && (
        <span className="max-sm:hidden">
          <FlowStatusBadge status={flow.status} />
        </span>
      )}
      <CopyButton unmasked iconOnly label="Copy flow SID" text={() => flowSid} className="max-sm:hidden" />
    </>
  )
}
