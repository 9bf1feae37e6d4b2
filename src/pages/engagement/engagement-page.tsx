import { useOutletContext } from 'react-router'

import { runListOf, type RunSource } from '#contract/run-source.ts'

import { InvalidSid } from '#pages/shared/invalid-sid.tsx'
import { useSidParam } from '#pages/shared/use-url-state.ts'
import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { EngagementPanel } from './engagement-panel.tsx'
import { PanelFrame } from './panel-frame.tsx'

/** The panel for the engagement in the URL, next to its list. */
export function EngagementPage({ source }: { source: RunSource }) {
  const flow = useSidParam('flowSid', 'FW')
  const engagement = useSidParam('engagementSid', 'FN')
  const { close } = useOutletContext<PanelOutletContext>()
  if (!flow.sid) return null
  if (!engagement.sid) {
    return (
      <PanelFrame name="Engagement" onClose={close}>
        <InvalidSid prefix="FN" text={engagement.text} />
      </PanelFrame>
    )
  }
  return <EngagementPanel runList={runListOf(flow.sid, source)} engagementSid={engagement.sid} />
}
