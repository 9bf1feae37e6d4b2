import { useSidParam } from '#pages/shared/use-url-state.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { EngagementList } from './engagement-list.tsx'
import { InvalidSid } from '#pages/shared/invalid-sid.tsx'

/** The engagements of the URL's flow, with the open engagement beside them. */
export function EngagementsPage() {
  const { text, sid } = useSidParam('flowSid', 'FW')
  if (sid) return <EngagementList key={sid} flowSid={sid} />
  return (
    <Shell title="Flow not found">
      <InvalidSid prefix="FW" text={text} />
    </Shell>
  )
}
