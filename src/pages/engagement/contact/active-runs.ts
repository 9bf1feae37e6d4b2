import type { EngagementSid } from '#contract/sid.ts'
import type { EngagementRow, RowsInView } from '#engine/rpc/row-results.ts'

import type { BlockingRun } from '#pages/engagements/outcomes/may-block.ts'

export type ActiveRun = BlockingRun & { sid: EngagementSid }

/** The contact's oldest active run that started before this one. */
export function findOlderActiveRun(
  runs: RowsInView | null,
  { sid, started }: Pick<ActiveRun, 'sid' | 'started'>,
): EngagementRow | null {
  if (runs === null || started === null) return null
  return (
    runs.rows.findLast(
      (row) => row.status === 'active' && row.sid !== sid && row.started !== null && row.started < started,
    ) ?? null
  )
}

/** Whether none of the contact's runs is later than this one; false before they are loaded. */
export function isLatestRun(
  runs: RowsInView | null,
  { sid, started }: Pick<ActiveRun, 'sid' | 'started'>,
): boolean {
  if (runs === null || started === null) return false
  return !runs.rows.some((row) => row.sid !== sid && (row.started ?? -Infinity) > started)
}
