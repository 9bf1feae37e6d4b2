import { Suspense } from 'react'

import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { useSidParam } from '#pages/shared/use-url-state.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { EngagementList } from './engagement-list.tsx'

const InvalidSid = lazyChunk(async () => (await import('#pages/shared/invalid-sid.tsx')).InvalidSid)

/** The engagements of the URL's flow, with the open engagement beside them. */
export function EngagementsPage() {
  const { text, sid } = useSidParam('flowSid', 'FW')
  if (sid) return <EngagementList key={sid} flowSid={sid} />
  return (
    <Shell title="Flow not found">
      <Suspense>
        <InvalidSid prefix="FW" text={text} />
      </Suspense>
    </Shell>
  )
}
