import { useOutletContext } from 'react-router'

import { BadSid } from '#pages/shared/bad-sid.tsx'
import { useSidParam } from '#pages/shared/use-view.ts'
import type { PanelContext } from '#pages/engagements/engagement-list.tsx'
import { EngagementPanel } from './engagement-panel.tsx'
import { PanelFrame } from './panel-frame.tsx'

/** The engagement of the address, beside the list it is of. */
export function EngagementPage() {
  const flow = useSidParam('flowSid', 'FW')
  const engagement = useSidParam('engagementSid', 'FN')
  const { close } = useOutletContext<PanelContext>()
  if (!flow.sid) return null
  if (!engagement.sid) {
    return (
      <PanelFrame name="Engagement" onClose={close}>
        <BadSid prefix="FN" text={engagement.text} />
      </PanelFrame>
    )
  }
  return <EngagementPanel flowSid={flow.sid} engagementSid={engagement.sid} />
}
