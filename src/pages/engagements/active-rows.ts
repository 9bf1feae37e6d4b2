import type { EngagementSid } from '#contract/sid.ts'
import type { EngagementRow } from '#engine/protocol.ts'

/** How many engagements are asked for again at a time: each is a request. */
const mostAtATime = 5

/**
 * The engagements in view that are still going on, a handful of them; the next turn gives the next handful, so that
 * each gets its turn.
 */
export function activeRows(
  rows: readonly Pick<EngagementRow, 'sid' | 'status'>[],
  turn: number,
): EngagementSid[] {
  const active = rows.flatMap(({ sid, status }) => (sid !== null && status === 'active' ? [sid] : []))
  if (active.length <= mostAtATime) return active
  const start = (turn * mostAtATime) % active.length
  return [...active, ...active].slice(start, start + mostAtATime)
}
