import { BadSid } from '#pages/shared/bad-sid.tsx'
import { useSidParam } from '#pages/shared/use-view.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { EngagementList } from './engagement-list.tsx'

/** The engagements of the flow in the address, and beside them the one that is open. */
export function EngagementsPage() {
  const { text, sid } = useSidParam('flowSid', 'FW')
  if (sid) return <EngagementList key={sid} flowSid={sid} />
  return (
    <Shell title="No such flow">
      <BadSid prefix="FW" text={text} />
    </Shell>
  )
}
