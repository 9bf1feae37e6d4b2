import { engagementsPageSchema } from '#contract/resources.ts'

/** The rows of a page and the offsets of their SIDs and dates. All offsets are relative to the first row. */
export interface PageTemplate {
  bytes: Buffer
  rows: readonly TemplateRow[]
}

interface TemplateRow {
  /** Every occurrence of the row's own SID: in the row, its context and its links. */
  sidOffsets: readonly number[]
  /** The offset of the value of `date_created`. */
  createdOffset: number
  /** The offset of the value of `date_updated`; null if that value is null. */
  updatedOffset: number | null
  /** Milliseconds from the one date to the other; 0 without an update. */
  durationMs: number
  /** The offset of the row's end. */
  end: number
}

const rowsOpening = '"engagements":['

export function createPageTemplate(page: Buffer): PageTemplate {
  const { engagements } = engagementsPageSchema.parse(JSON.parse(page.toString()))
  const bytes = page.subarray(page.indexOf(rowsOpening) + rowsOpening.length, page.lastIndexOf(']'))
  let start = 0
  const starts = engagements.map(({ sid }) => (start = bytes.indexOf(`{"sid":"${sid}"`, start)))
  const rows = engagements.map(({ sid, date_created: created, date_updated: updated }, i): TemplateRow => {
    const from = starts[i] ?? 0
    // A comma separates two rows.
    const end = (starts[i + 1] ?? bytes.length + 1) - 1
    const row = bytes.subarray(from, end)
    return {
      sidOffsets: findOffsets(row, sid ?? '').map((offset) => from + offset),
      createdOffset: from + findValueOffset(row, 'date_created'),
      updatedOffset: updated === null ? null : from + findValueOffset(row, 'date_updated'),
      durationMs: updated === null ? 0 : Date.parse(updated) - Date.parse(created ?? ''),
      end,
    }
  })
  return { bytes, rows }
}

function findOffsets(row: Buffer, text: string): number[] {
  const offsets: number[] = []
  for (let offset = row.indexOf(text); offset >= 0; offset = row.indexOf(text, offset + 1))
    offsets.push(offset)
  return offsets
}

/** The offset of a string member's text. Takes the last member of that name, because the context comes before the dates. */
function findValueOffset(row: Buffer, name: string): number {
  const member = `"${name}":"`
  return row.lastIndexOf(member) + member.length
}
