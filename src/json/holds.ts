import { sliceText } from './slice-text.ts'
import { createFind, type Needle } from './find.ts'
import { foldedPattern } from './fold.ts'
import { beginsLikeContainer } from './inside.ts'

/**
 * Makes a function that says whether the JSON between two offsets holds the needle: what `createFind` says, without the
 * place, and several times as fast where most of the text has nothing to do with it.
 */
export function createHolds(needle: Needle): (bytes: Uint8Array, start: number, end: number) => boolean {
  const { path, text: wanted, whole } = needle
  if (wanted === null || (path !== null && path.length > 0)) {
    // Aimed, it looks at little anyway.
    const find = createFind(needle)
    return (bytes, start, end) => find(bytes, start, end) !== null
  }
  const test = foldedPattern(wanted, whole)
  const places = new RegExp(foldedPattern(wanted, false), 'gi')
  return (bytes, start, end) => {
    const text = sliceText(bytes, start, end)
    return isJson(text) ? holdsInValues(text, test, places) : test.test(text)
  }
}

/**
 * Whether a value in a JSON text passes the test. Goes from quote to quote, and looks closer only where something
 * stands that may be it, or a backslash that may hide it.
 */
function holdsInValues(text: string, test: RegExp, places: RegExp): boolean {
  const nextPlace = (from: number) => {
    places.lastIndex = from
    return places.exec(text)?.index ?? text.length
  }
  let place = nextPlace(0)
  let backslash = indexOf(text, '\\', 0)
  for (let at = 0; at < text.length;) {
    const quote = indexOf(text, '"', at)
    if (place < quote && holdsWord(text.slice(at, quote), test)) return true
    if (quote === text.length) return false
    let end = indexOf(text, '"', quote + 1)
    const hasEscape = backslash < end
    while (backslash < end) {
      if (backslash === end - 1) end = indexOf(text, '"', end + 1)
      backslash = indexOf(text, '\\', backslash + 2)
    }
    at = end + 1
    if (place < quote) place = nextPlace(quote)
    if ((hasEscape || place < end) && !isKey(text, at) && holdsInString(text.slice(quote, at), test, places))
      return true
    if (place < at) place = nextPlace(at)
  }
  return false
}

/** Whether a number or one of the words between two strings passes. */
function holdsWord(between: string, test: RegExp): boolean {
  return between.match(/[\w.+-]+/g)?.some((word) => test.test(word)) ?? false
}

function holdsInString(quoted: string, test: RegExp, places: RegExp): boolean {
  const value = unquote(quoted)
  if (value === null) return false
  return beginsLikeContainer(value) && isJson(value) ? holdsInValues(value, test, places) : test.test(value)
}

/** What the quoted string says; null when JSON does not allow it. */
function unquote(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return null
  }
}

/** Whether a colon stands there: the string before it is then a key. */
function isKey(text: string, at: number): boolean {
  for (let i = at; ; i++) {
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

/** The index of the next one; the text's length where there is none. */
function indexOf(text: string, unit: string, from: number): number {
  const index = text.indexOf(unit, from)
  return index < 0 ? text.length : index
}
