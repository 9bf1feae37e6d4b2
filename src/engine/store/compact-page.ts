import type { ParsedPage } from './parsed-page.ts'
import type { ParsedRow } from './parsed-page.ts'

/** Copies some rows of a page to a new page, so that the bytes of the whole page can be freed. */
export function compactPage(bytes: Uint8Array<ArrayBuffer>, rows: readonly ParsedRow[]): ParsedPage {
  const compacted = new Uint8Array(rows.reduce((sum, { span }) => sum + span.end - span.start, 0))
  let offset = 0
  const shiftedRows = rows.map((parsed): ParsedRow => {
    const delta = offset - parsed.span.start
    compacted.set(bytes.subarray(parsed.span.start, parsed.span.end), offset)
    offset += parsed.span.end - parsed.span.start
    return {
      ...parsed,
      span: shiftSpan(parsed.span, delta),
      contextSpan: parsed.contextSpan && shiftSpan(parsed.contextSpan, delta),
    }
  })
  return { bytes: compacted, isCompressed: false, rows: shiftedRows }
}

function shiftSpan({ start, end }: ParsedRow['span'], delta: number): ParsedRow['span'] {
  return { start: start + delta, end: end + delta }
}
