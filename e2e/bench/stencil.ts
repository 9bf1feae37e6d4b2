import { engagementsPageSchema } from '#contract/engagement.ts'

/** The rows of a page, and the places in them that make a row the one it is. All offsets count from the first row on. */
export interface Stencil {
  bytes: Buffer
  rows: readonly StencilRow[]
}

interface StencilRow {
  /** Everywhere the row's own SID stands: in the row, its context and its links. */
  sids: readonly number[]
  /** Where `date_created` and `date_updated` have their values; null where the latter is null. */
  created: number
  updated: number | null
  /** Milliseconds from the one to the other; 0 where there is none. */
  lasted: number
  /** Where the row ends. */
  end: number
}

const opening = '"engagements":['

export function stencilOf(page: Buffer): Stencil {
  const { engagements } = engagementsPageSchema.parse(JSON.parse(page.toString()))
  const bytes = page.subarray(page.indexOf(opening) + opening.length, page.lastIndexOf(']'))
  let start = 0
  const starts = engagements.map(({ sid }) => (start = bytes.indexOf(`{"sid":"${sid}"`, start)))
  const rows = engagements.map(({ sid, date_created: created, date_updated: updated }, i): StencilRow => {
    const from = starts[i] ?? 0
    // A comma stands between two rows.
    const end = (starts[i + 1] ?? bytes.length + 1) - 1
    const row = bytes.subarray(from, end)
    return {
      sids: placesOf(row, sid ?? '').map((at) => from + at),
      created: from + valueOf(row, 'date_created'),
      updated: updated === null ? null : from + valueOf(row, 'date_updated'),
      lasted: updated === null ? 0 : Date.parse(updated) - Date.parse(created ?? ''),
      end,
    }
  })
  return { bytes, rows }
}

function placesOf(row: Buffer, text: string): number[] {
  const places: number[] = []
  for (let at = row.indexOf(text); at >= 0; at = row.indexOf(text, at + 1)) places.push(at)
  return places
}

/** Where the text of a string member begins: the last one of that name, for contexts come before the dates. */
function valueOf(row: Buffer, name: string): number {
  const member = `"${name}":"`
  return row.lastIndexOf(member) + member.length
}
