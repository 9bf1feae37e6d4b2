import { skipWhitespace, decodeStringAt } from '#json/parse/byte-scanner.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'
import { nodeText } from '#json/parse/document.ts'
import { parseEmbedded, findAtPath } from '#json/embedded/embedded-json.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { walkPath } from './walk-path.ts'

/**
 * Creates a function that returns the value at a path in a range of JSON bytes, as sent; null if there is none. The path
 * may continue into strings that contain JSON. Of duplicate keys it takes the first that has the path.
 */
export function createValueAt(
  path: JsonPath,
): (bytes: Uint8Array, start: number, end: number) => string | null {
  const steps = path.map(String)
  return (bytes, start, end) => {
    const json = bytes.subarray(start, end)
    let value: string | null = null
    walkPath(json, skipWhitespace(json, 0), steps, (target) => {
      value = resolveValue(json, target.start, target.end, target.remainingSteps)
      return value !== null
    })
    return value
  }
}

function resolveValue(
  json: Uint8Array,
  start: number,
  end: number,
  remainingSteps: readonly string[],
): string | null {
  if (remainingSteps.length === 0) return decodeUtf8(json, start, end)
  const embedded = parseEmbedded(decodeStringAt(json, start, end) ?? '')
  return embedded && findAtPath(embedded, 0, remainingSteps, [], (doc, node) => nodeText(doc, node))
}
