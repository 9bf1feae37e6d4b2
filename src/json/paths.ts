/** The way to a node from the root: keys of members and positions of items, from 0. */
export type JsonPath = readonly (string | number)[]

/** What may follow a dot (RFC 9535, `member-name-shorthand`, of which we print the ASCII part). */
const name = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * A path as JSONPath (RFC 9535, normalised but for the dots): `$.widgets.ask.inbound.Body`, `$.items[0]['my name']`.
 * `parseJsonPath` reads it back.
 */
export function printJsonPath(path: JsonPath): string {
  let printed = '$'
  for (const step of path) {
    if (typeof step === 'number') printed += `[${step}]`
    else printed += name.test(step) ? `.${step}` : `['${escapeName(step)}']`
  }
  return printed
}

const stepPattern =
  /\.([A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_\u0080-\u{10ffff}]*)|\[(0|[1-9]\d*)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/suy

/** The path a JSONPath to one node says, or null when it is none: no wildcards, no filters, no negative positions. */
export function parseJsonPath(printed: string): JsonPath | null {
  if (!printed.startsWith('$')) return null
  const path: (string | number)[] = []
  for (let at = 1; at < printed.length;) {
    stepPattern.lastIndex = at
    const match = stepPattern.exec(printed)
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
    at += whole.length
  }
  return path
}

/** Everything that could break a line or be mistaken stands as an escape, so that a path survives being pasted. */
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

const controls: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function unescapeName(escaped: string): string | null {
  let known = true
  const step = escaped.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gsu, (_, hex?: string, plain?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    if (plain !== undefined && /['"\\/]/.test(plain)) return plain
    const control = controls[plain ?? '']
    known &&= control !== undefined
    return control ?? ''
  })
  return known ? step : null
}
