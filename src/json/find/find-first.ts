import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { skipWhitespace } from '#json/parse/byte-scanner.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'
import {
  isContainer,
  type JsonDocument,
  kindOf,
  nodeText,
  pathOf,
  stringValue,
} from '#json/parse/document.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { caseInsensitivePattern } from './case-fold.ts'
import { parseEmbedded, findAtPath, type PathPrefix, tryParse } from '#json/embedded/embedded-json.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { walkPath } from './walk-path.ts'

/** A search for a value in a JSON text. */
export type ValueQuery = {
  /** Search at and below this path; null for anywhere. A position is a number or a string of digits. */
  readonly path: JsonPath | null
  /** The text, case-insensitive (`case-fold.ts`); null for any value, which makes sense only with a path. */
  readonly text: string | null
  /** Whether the whole value must equal the text, not only contain it. */
  readonly isExact: boolean
}

/** The first matching value. Its path continues inside strings that contain JSON. */
export type JsonMatch = Excerpt & { path: JsonPath }

/**
 * Creates a function that finds the first match in a range of JSON bytes. Compares strings decoded, numbers as sent, and
 * `true`, `false` and `null` as these words; it does not compare keys. A string that is a JSON object or array is
 * searched inside instead of compared, at any depth, and paths continue into it. Text that is not JSON is treated as one
 * string.
 */
export function createFinder(
  query: ValueQuery,
): (bytes: Uint8Array, start: number, end: number) => JsonMatch | null {
  const pattern = query.text === null ? null : caseInsensitivePattern(query.text, query.isExact)
  const steps = query.path?.map(String) ?? []
  return (bytes, start, end) => {
    const json = bytes.subarray(start, end)
    if (steps.length === 0) return findInText(decodeUtf8(json, 0, json.length), [], pattern, [])
    let match: JsonMatch | null = null
    walkPath(json, skipWhitespace(json, 0), steps, ({ path, remainingSteps, ...span }) => {
      match = findInText(decodeUtf8(json, span.start, span.end), remainingSteps, pattern, path)
      return match !== null
    })
    return match
  }
}

function findInText(
  text: string,
  steps: readonly string[],
  pattern: RegExp | null,
  prefix: PathPrefix,
): JsonMatch | null {
  const doc = tryParse(text)
  if (!doc) return steps.length > 0 ? null : toMatch(text, pattern, () => prefix)
  return findAtPath(doc, 0, steps, prefix, (innerDoc, node, innerPrefix) =>
    pattern
      ? findBelow(innerDoc, node, pattern, innerPrefix)
      : toMatch(scalarText(innerDoc, node), null, () => [...innerPrefix, ...pathOf(innerDoc, node)]),
  )
}

function findBelow(doc: JsonDocument, from: number, pattern: RegExp, prefix: PathPrefix): JsonMatch | null {
  const end = getOrThrow(doc.subtreeEnds, from)
  for (let node = from; node < end; node++) {
    if (isContainer(doc, node)) continue
    const value = scalarText(doc, node)
    const path = () => [...prefix, ...pathOf(doc, node)]
    const embedded = kindOf(doc, node) === 'string' ? parseEmbedded(value) : null
    const match = embedded ? findBelow(embedded, 0, pattern, path()) : toMatch(value, pattern, path)
    if (match) return match
  }
  return null
}

/** @param pattern null for any value: the match is then empty */
function toMatch(value: string, pattern: RegExp | null, path: () => PathPrefix): JsonMatch | null {
  if (pattern === null) return { path: path(), ...excerptOf(value, 0, 0) }
  const result = pattern.exec(value)
  return result && { path: path(), ...excerptOf(value, result.index, result.index + result[0].length) }
}

/** A string decoded; any other value as sent. */
function scalarText(doc: JsonDocument, node: number): string {
  return stringValue(doc, node) ?? nodeText(doc, node)
}
