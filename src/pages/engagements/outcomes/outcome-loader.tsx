import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'

import { loadRunSteps, mayLoadSteps, storeSteps } from './load-run-steps.ts'
import { renderOutcome } from './outcome-cell.tsx'
import { RowOutcomeBadge } from './row-outcome-badge.tsx'
import { createOutcomeQueue, type OutcomeQueue } from './outcome-queue.ts'

renderOutcome.set((row) => <RowOutcomeBadge row={row} />)

/** Lists, hits and an opened run may each have a loader. */
const requests = new Set<AbortController>()

type OutcomeLoaderProps = { runList: RunList; rows: readonly EngagementRow[] }

/** Loads the outcomes of the rows in view, in the background. Give it the list as its key: a list has its own queue. */
export function OutcomeLoader({ runList, rows }: OutcomeLoaderProps) {
  const client = useQueryClient()
  const queue = useRef<OutcomeQueue>(null)
  useEffect(() => {
    const created = createOutcomeQueue({
      load: async ({ sid, status, updated }, signal) => {
        if (sid === null) return
        const loaded = await loadRunSteps(client, runList, { sid, status, updated }, signal)
        await storeSteps(runList, [loaded])
      },
      mayLoad: () => document.visibilityState === 'visible' && mayLoadSteps(client, false),
      requests,
    })
    queue.current = created
    return () => created.dispose()
  }, [client, runList])
  useEffect(() => queue.current?.setRows(rows), [rows])
  return null
}
