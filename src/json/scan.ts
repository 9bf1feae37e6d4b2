/**
 * Where scalars end, by JSON's grammar (RFC 8259). Each takes the text and an offset and returns the offset after what
 * it read, or the bitwise complement (`~offset`, negative) of the first unit that does not belong there.
 */

/** White space as JSON knows it: no byte order mark, no no-break space. */
export function scanSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const unit = text.charCodeAt(at)
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return at
    at++
  }
}

/** @param from the opening quote */
export function scanString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x22) return at + 1
    if (unit < 0x20) return ~at
    if (unit !== 0x5c) continue
    at++
    const escape = text.charCodeAt(at)
    if (escape === 0x75) {
      for (let digits = 4; digits > 0; digits--) if (!isHexDigit(text.charCodeAt(++at))) return ~at
    } else if (!simpleEscapes.includes(escape)) return ~at
  }
  return ~text.length
}

// " \ / b f n r t
const simpleEscapes = [0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]

/** @param from a minus sign or a digit */
export function scanNumber(text: string, from: number): number {
  let at = text.charCodeAt(from) === 0x2d ? from + 1 : from
  // A leading zero stands alone: what follows it is then no part of the number.
  at = text.charCodeAt(at) === 0x30 ? at + 1 : scanDigits(text, at)
  if (at >= 0 && text.charCodeAt(at) === 0x2e) at = scanDigits(text, at + 1)
  if (at >= 0 && (text.charCodeAt(at) | 0x20) === 0x65) {
    const sign = text.charCodeAt(at + 1)
    at = scanDigits(text, sign === 0x2b || sign === 0x2d ? at + 2 : at + 1)
  }
  return at
}

/** `word` is what must stand there: true, false or null. */
export function scanWord(text: string, from: number, word: string): number {
  for (let i = 0; i < word.length; i++) {
    if (text.charCodeAt(from + i) !== word.charCodeAt(i)) return ~(from + i)
  }
  return from + word.length
}

function scanDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  return at === from ? ~at : at
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function isHexDigit(unit: number): boolean {
  const letter = unit | 0x20
  return isDigit(unit) || (letter >= 0x61 && letter <= 0x66)
}
