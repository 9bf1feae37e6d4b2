import type { EngagementSid } from '#contract/sid.ts'
import { parseSearch } from '#search/parse-search.ts'
import type { Question } from '#search/question.ts'

import type { Columns } from './columns.ts'
import type { ContextPlaces } from './context-places.ts'
import { withoutContexts } from './context-tests.ts'
import { createFilter } from './filter.ts'
import { passes } from './mark.ts'
import { unknown } from './verdicts.ts'

/**
 * The rows whose contexts came empty, newest first, of those that may answer the question: what it asks of contexts is
 * left open. Rows without a SID are left out, for they cannot be asked for.
 */
export function unreadRows(
  columns: Columns,
  contexts: ContextPlaces,
  question: Question,
): { row: number; sid: EngagementSid }[] {
  const search = withoutContexts(parseSearch(question.text).search)
  const marks = new Uint16Array(columns.count)
  createFilter(columns, question, search, () => ({ at: () => unknown }))(marks, 0, columns.count)
  const rows: { row: number; sid: EngagementSid }[] = []
  for (let row = 0; row < columns.count; row++) {
    if (contexts.isHere(row) || !passes(marks[row] ?? 0)) continue
    const sid = columns.sids.at(row)
    if (sid !== null) rows.push({ row, sid })
  }
  return rows.toSorted((a, b) => columns.position.at(a.row) - columns.position.at(b.row))
}
