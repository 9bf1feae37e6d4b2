import type { EngagementSid } from '#contract/sid.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'

/** Engagements refreshed per check: each costs a request. */
const maxRefreshedRows = 5

/** The active engagements in view, at most `maxRefreshedRows` per round. Successive rounds cycle through all of them. */
export function selectActiveRows(
  rows: readonly Pick<EngagementRow, 'sid' | 'status'>[],
  round: number,
): EngagementSid[] {
  const active = rows.flatMap(({ sid, status }) => (sid !== null && status === 'active' ? [sid] : []))
  if (active.length <= maxRefreshedRows) return active
  const start = (round * maxRefreshedRows) % active.length
  return [...active, ...active].slice(start, start + maxRefreshedRows)
}
