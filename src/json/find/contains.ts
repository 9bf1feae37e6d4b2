import { decodeUtf8 } from '#json/parse/decode-utf8.ts'
import { createFinder, type ValueQuery } from './find-first.ts'
import { caseInsensitivePattern } from './case-fold.ts'
import { startsLikeContainer } from '#json/embedded/embedded-json.ts'

/**
 * Creates a function that checks whether a range of JSON bytes matches a query. Same result as `createFinder` without the
 * position, and several times as fast when most of the text is irrelevant.
 */
export function createContains(
  query: ValueQuery,
): (bytes: Uint8Array, start: number, end: number) => boolean {
  const { path, text: queryText, isExact } = query
  if (queryText === null || (path !== null && path.length > 0)) {
    // With a path, the finder scans little text anyway.
    const find = createFinder(query)
    return (bytes, start, end) => find(bytes, start, end) !== null
  }
  const pattern = caseInsensitivePattern(queryText, isExact)
  const occurrences = new RegExp(caseInsensitivePattern(queryText, false), 'gi')
  return (bytes, start, end) => {
    const text = decodeUtf8(bytes, start, end)
    return isJson(text) ? containsInValues(text, pattern, occurrences) : pattern.test(text)
  }
}

/**
 * Whether a value in a JSON text matches. Jumps from quote to quote and decodes only strings with an occurrence of the
 * text, or with a backslash that may hide one.
 */
function containsInValues(text: string, pattern: RegExp, occurrences: RegExp): boolean {
  const nextOccurrence = (from: number) => {
    occurrences.lastIndex = from
    return occurrences.exec(text)?.index ?? text.length
  }
  let occurrence = nextOccurrence(0)
  let backslash = indexOrEnd(text, '\\', 0)
  for (let index = 0; index < text.length;) {
    const quote = indexOrEnd(text, '"', index)
    if (occurrence < quote && containsInWords(text.slice(index, quote), pattern)) return true
    if (quote === text.length) return false
    let end = indexOrEnd(text, '"', quote + 1)
    const hasEscape = backslash < end
    while (backslash < end) {
      if (backslash === end - 1) end = indexOrEnd(text, '"', end + 1)
      backslash = indexOrEnd(text, '\\', backslash + 2)
    }
    index = end + 1
    if (occurrence < quote) occurrence = nextOccurrence(quote)
    if (
      (hasEscape || occurrence < end) &&
      !isKey(text, index) &&
      containsInString(text.slice(quote, index), pattern, occurrences)
    )
      return true
    if (occurrence < index) occurrence = nextOccurrence(index)
  }
  return false
}

/** Whether a number or literal between two strings matches. */
function containsInWords(between: string, pattern: RegExp): boolean {
  return between.match(/[\w.+-]+/g)?.some((word) => pattern.test(word)) ?? false
}

function containsInString(quoted: string, pattern: RegExp, occurrences: RegExp): boolean {
  const value = unquote(quoted)
  if (value === null) return false
  return startsLikeContainer(value) && isJson(value)
    ? containsInValues(value, pattern, occurrences)
    : pattern.test(value)
}

/** Decodes a quoted string; null if it is not valid JSON. */
function unquote(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return null
  }
}

/** Whether a colon follows: then the string before it is a key. */
function isKey(text: string, index: number): boolean {
  for (let i = index; ; i++) {
    const unit = text.charCodeAt(i)
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return unit === 0x3a
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Like `indexOf`, but the text's length instead of −1. */
function indexOrEnd(text: string, unit: string, from: number): number {
  const index = text.indexOf(unit, from)
  return index < 0 ? text.length : index
}
