import { Suspense } from 'react'

import { runListOf, type RunSource } from '#contract/run-source.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { useSidParam } from '#pages/shared/use-url-state.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { EngagementList } from './engagement-list.tsx'

const InvalidSid = lazyChunk(async () => (await import('#pages/shared/invalid-sid.tsx')).InvalidSid)

/** The runs of the URL's flow, with the open run beside them. @param source where the URL says to read them from */
export function EngagementsPage({ source }: { source: RunSource }) {
  const { text, sid } = useSidParam('flowSid', 'FW')
  if (sid) {
    const runList = runListOf(sid, source)
    return <EngagementList key={runList} runList={runList} />
  }
  return (
    <Shell title="Flow not found">
      <Suspense>
        <InvalidSid prefix="FW" text={text} />
      </Suspense>
    </Shell>
  )
}
