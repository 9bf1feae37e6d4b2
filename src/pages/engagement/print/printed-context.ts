import { JsonTextError } from '#json/parse/json-text-error.ts'
import { prettyPrintChunks } from '#json/print/pretty-print.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { maskChunks, type TextMask } from '#ui/text/text-mask.ts'
import { escapeInvisible } from '#ui/text/invisible-chars.ts'

/** In UTF-16 units: about 60 pages. A context may have 20 MB. */
const maxPrintedLength = 200_000

/** A context as indented JSON, masked and with invisible characters escaped; cut after 200,000 UTF-16 units. */
export function printedContext(
  { text, result }: ParsedText,
  mask: TextMask,
): { text: string; isCut: boolean } {
  const chunks = result instanceof JsonTextError ? [text] : prettyPrintChunks(result)
  let printed = ''
  for (const chunk of maskChunks(mask, chunks)) {
    printed += escapeInvisible(chunk)
    if (printed.length > maxPrintedLength) {
      const start = printed.slice(0, maxPrintedLength)
      return { text: start.replace(/[\ud800-\udbff]$/, ''), isCut: true }
    }
  }
  return { text: printed, isCut: false }
}
