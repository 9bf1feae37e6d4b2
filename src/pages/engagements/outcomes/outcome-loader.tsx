import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementRow } from '#engine/rpc/protocol.ts'
import { OutcomeBadge } from '#pages/shared/outcome-badge.tsx'

import { loadOutcome, mayLoadOutcomes } from './load-outcome.ts'
import { renderOutcome } from './outcome-cell.tsx'
import { createOutcomeQueue, type OutcomeQueue } from './outcome-queue.ts'

renderOutcome.set((outcome) => <OutcomeBadge outcome={outcome} />)

type OutcomeLoaderProps = { runList: RunList; rows: readonly EngagementRow[] }

/** Loads the outcomes of the rows in view, in the background. Give it the list as its key: a list has its own queue. */
export function OutcomeLoader({ runList, rows }: OutcomeLoaderProps) {
  const client = useQueryClient()
  const queue = useRef<OutcomeQueue>(null)
  useEffect(() => {
    const created = createOutcomeQueue({
      load: (row, signal) => loadOutcome(client, runList, row, signal),
      mayLoad: () => mayLoadOutcomes(client),
    })
    queue.current = created
    return () => created.dispose()
  }, [client, runList])
  useEffect(() => queue.current?.setRows(rows), [rows])
  return null
}
