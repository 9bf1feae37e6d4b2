/** The path to a node from the root: keys of members, and positions of items from 0. */
export type JsonPath = readonly (string | number)[]

/** A name that may follow a dot: the ASCII part of `member-name-shorthand` in RFC 9535. */
const shorthandName = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * Formats a path as JSONPath (RFC 9535, a normalized path but with dots): `$.widgets.ask.inbound.Body`,
 * `$.items[0]['my name']`. `parseJsonPath` reverses it.
 */
export function formatJsonPath(path: JsonPath): string {
  let formatted = '$'
  for (const step of path) {
    if (typeof step === 'number') formatted += `[${step}]`
    else formatted += shorthandName.test(step) ? `.${step}` : `['${escapeName(step)}']`
  }
  return formatted
}

const stepPattern =
  /\.([A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_\u0080-\u{10ffff}]*)|\[(0|[1-9]\d*)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/suy

/** Parses a JSONPath to a single node. Null for anything else: wildcards, filters, negative positions. */
export function parseJsonPath(text: string): JsonPath | null {
  if (!text.startsWith('$')) return null
  const path: (string | number)[] = []
  for (let index = 1; index < text.length;) {
    stepPattern.lastIndex = index
    const match = stepPattern.exec(text)
    if (match === null) return null
    const [whole, dotted, position, single, double] = match
    if (position === undefined) {
      const step = dotted ?? unescapeName(single ?? double ?? '')
      if (step === null) return null
      path.push(step)
    } else {
      if (!Number.isSafeInteger(Number(position))) return null
      path.push(Number(position))
    }
    index += whole.length
  }
  return path
}

/** Escapes line breaks and invisible characters, so that a path can be copied and pasted. */
function escapeName(step: string): string {
  return step.replaceAll(/['\\\p{C}\p{Zl}\p{Zp}]/gu, (unit) =>
    unit === "'" || unit === '\\'
      ? `\\${unit}`
      : Array.from({ length: unit.length }, (_, i) => hexEscape(unit.charCodeAt(i))).join(''),
  )
}

function hexEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}

const controlEscapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function unescapeName(escaped: string): string | null {
  let isValid = true
  const step = escaped.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gsu, (_, hex?: string, plain?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    if (plain !== undefined && /['"\\/]/.test(plain)) return plain
    const control = controlEscapes[plain ?? '']
    isValid &&= control !== undefined
    return control ?? ''
  })
  return isValid ? step : null
}
