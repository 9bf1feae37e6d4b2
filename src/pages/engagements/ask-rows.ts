import type { FlowSid } from '#contract/sid.ts'
import type { EngineConnection } from '#engine/connect.ts'
import type { RowsInView } from '#engine/protocol.ts'
import type { Question } from '#search/question.ts'

import type { Anchor } from './anchor.ts'

type Wanted = {
  flowSid: FlowSid
  question: Question
  /** The first row in view, and how many are. */
  first: number
  size: number
  anchor: Anchor | null
}

/** The rows around those in view, and by how many the anchor has moved down among all. */
export type Around = { rows: RowsInView; shift: number }

/** How often the window is moved after an anchor that moves on meanwhile. */
const mostMoves = 3

/**
 * Asks for the rows around those in view. When so many came in above that the anchor left the stretch that was asked
 * for, that around the anchor is asked for as well: what was in view is in the answer.
 */
export async function askRows(
  ask: EngineConnection['ask'],
  { flowSid, question, first, size, anchor }: Wanted,
  signal: AbortSignal,
): Promise<Around> {
  const margin = Math.max(40, size * 2)
  let shift = 0
  for (let moves = 0; ; moves++) {
    const from = Math.max(0, first + shift - margin)
    const params = { flowSid, question, from, size: size + 2 * margin, ...(anchor && { anchor: anchor.row }) }
    // The second asking follows from the answer to the first.
    // oxlint-disable-next-line no-await-in-loop
    const rows = await ask('rows', params, signal)
    if (anchor === null || rows.anchorAt === null) return { rows, shift: 0 }
    shift = rows.anchorAt - anchor.at
    const top = Math.max(0, first + shift)
    const isCovered = top >= from && Math.min(top + size, rows.total) <= from + rows.rows.length
    if (isCovered || moves === mostMoves) return { rows, shift }
  }
}
