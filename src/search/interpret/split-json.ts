import { quoteString } from '#search/syntax/quoted-string.ts'

/** Strings, of which the last may be unclosed, punctuation, and all other words. */
const part = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/gsu
const closedString = /^"(?:[^"\\]|\\.)*"$/su
const scalar = /^(?:"|-?\d|true$|false$|null$)/
const startsWithKey = /^[\s{[,]*"(?:[^"\\]|\\.)*"\s*:/su

/**
 * Lines copied from a JSON text (`"From": "+14155550100",`): their values, quoted, to be searched, and all the rest. The
 * braces need not be balanced. Null for any other text.
 */
export function splitJson(text: string): { values: string; rest: string } | null {
  if (!startsWithKey.test(text)) return null
  const parts = text.match(part) ?? []
  const isValue = (each: string, i: number) => !/^[{}[\],:]$/.test(each) && parts[i + 1] !== ':'
  const values = parts.filter(isValue)
  if (values.length === 0 || !values.every((each) => scalar.test(each))) return null
  try {
    return {
      values: values.map((each) => quoteString(each.startsWith('"') ? unescaped(each) : each)).join(' '),
      rest: parts.filter((each, i) => !isValue(each, i)).join(' '),
    }
  } catch {
    return null
  }
}

function unescaped(jsonString: string): string {
  return String(JSON.parse(closedString.test(jsonString) ? jsonString : `${jsonString}"`))
}
