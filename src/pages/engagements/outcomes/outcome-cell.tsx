import type { ReactNode } from 'react'

import { outcomeText } from '#contract/outcome.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { createStore, useStore } from '#ui/store.ts'

export type OutcomeRow = EngagementRow & { runList: RunList }

/** Renders the outcome of a row; null until its code has loaded, which the first rows do not wait for. */
export const renderOutcome = createStore<((row: OutcomeRow) => ReactNode) | null>(null)

/** Where a row's run waits, or how it ended. */
export function OutcomeCell({ row }: { row: OutcomeRow }) {
  const render = useStore(renderOutcome)
  if (render) return render(row)
  return <span className="text-faint @max-lg:sr-only">{outcomeText(row.outcome)}</span>
}
