import { countsOf, outcomeOptions, rowOutcomes } from '#contract/outcome.ts'
import type { EngagementRow, RowsInView } from '#engine/rpc/row-results.ts'

/** The engine's answer: the rows from `from` of `total`. The row at an index has the number `index - added`. */
export function rowsFrom(from: number, fields: Partial<RowsInView> = {}, added = 0): RowsInView {
  const total = fields.total ?? 1000
  const rows = Array.from({ length: Math.min(100, total - from) }, (_, i) => row(from + i - added))
  return {
    from,
    rows,
    total,
    loaded: total,
    unlisted: 0,
    counts: {
      status: { all: total, active: 0, ended: 0 },
      channel: { phone: 0, whatsapp: 0, sip: 0, client: 0, other: 0 },
      outcome: { ...countsOf(outcomeOptions, () => 0), 'not-loaded': total },
      outcomeParts: { ...countsOf(rowOutcomes, () => 0), 'not-loaded': total },
    },
    stuckWidgets: null,
    search: null,
    missingSteps: null,
    anchorIndex: null,
    nowMs: 0,
    version: 1,
    ...fields,
  }
}

const row = (number: number): EngagementRow => ({
  row: number,
  sid: null,
  status: null,
  contact: null,
  started: null,
  updated: null,
  durationMs: null,
  outcome: null,
  stuck: null,
  match: null,
})
