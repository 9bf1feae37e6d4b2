/**
 * Finds the ends of scalars by JSON's grammar (RFC 8259). Each function takes the text and an offset, and returns the
 * offset after the token, or the bitwise complement (`~offset`, negative) of the first invalid unit.
 */

/** Skips JSON white space, which excludes byte order marks and no-break spaces. */
export function scanWhitespace(text: string, from: number): number {
  let index = from
  for (;;) {
    const unit = text.charCodeAt(index)
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return index
    index++
  }
}

/** @param from the opening quote */
export function scanString(text: string, from: number): number {
  for (let index = from + 1; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit === 0x22) return index + 1
    if (unit < 0x20) return ~index
    if (unit !== 0x5c) continue
    index++
    const escape = text.charCodeAt(index)
    if (escape === 0x75) {
      for (let digits = 4; digits > 0; digits--) if (!isHexDigit(text.charCodeAt(++index))) return ~index
    } else if (!simpleEscapes.includes(escape)) return ~index
  }
  return ~text.length
}

// " \ / b f n r t
const simpleEscapes = [0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]

/** @param from a minus sign or a digit */
export function scanNumber(text: string, from: number): number {
  let index = text.charCodeAt(from) === 0x2d ? from + 1 : from
  // No digit may follow a leading zero.
  index = text.charCodeAt(index) === 0x30 ? index + 1 : scanDigits(text, index)
  if (index >= 0 && text.charCodeAt(index) === 0x2e) index = scanDigits(text, index + 1)
  if (index >= 0 && (text.charCodeAt(index) | 0x20) === 0x65) {
    const sign = text.charCodeAt(index + 1)
    index = scanDigits(text, sign === 0x2b || sign === 0x2d ? index + 2 : index + 1)
  }
  return index
}

/** @param literal the expected token: true, false or null */
export function scanLiteral(text: string, from: number, literal: string): number {
  for (let i = 0; i < literal.length; i++) {
    if (text.charCodeAt(from + i) !== literal.charCodeAt(i)) return ~(from + i)
  }
  return from + literal.length
}

function scanDigits(text: string, from: number): number {
  let index = from
  while (isDigit(text.charCodeAt(index))) index++
  return index === from ? ~index : index
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function isHexDigit(unit: number): boolean {
  const letter = unit | 0x20
  return isDigit(unit) || (letter >= 0x61 && letter <= 0x66)
}
