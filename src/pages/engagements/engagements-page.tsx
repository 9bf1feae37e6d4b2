import { lazy, Suspense } from 'react'

import { useSidParam } from '#pages/shared/use-view.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { EngagementList } from './engagement-list.tsx'

// Most links are whole.
const BadSid = lazy(async () => ({ default: (await import('#pages/shared/bad-sid.tsx')).BadSid }))

/** The engagements of the flow in the address, and beside them the one that is open. */
export function EngagementsPage() {
  const { text, sid } = useSidParam('flowSid', 'FW')
  if (sid) return <EngagementList key={sid} flowSid={sid} />
  return (
    <Shell title="No such flow">
      <Suspense>
        <BadSid prefix="FW" text={text} />
      </Suspense>
    </Shell>
  )
}
