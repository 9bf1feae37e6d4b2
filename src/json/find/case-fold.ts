/*
 * One definition of case-insensitive for all searches: that of a regular expression with the flag `i` (ECMA-262,
 * Canonicalize without `u`). It compares single UTF-16 units, so a match is as long as the query and its offsets need no
 * mapping. No character outside ASCII equals an ASCII letter.
 *
 * The two apostrophes are equal, too: phones write "can’t", keyboards "can't".
 */
const apostrophes = /['’]/g
const apostropheUnits = [0x27, 0x2019]

/** A pattern that finds a text case-insensitively; with `whole` it must match the whole value. */
export function caseInsensitivePattern(text: string, isExact: boolean): RegExp {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(apostrophes, "['’]")
  return new RegExp(isExact ? `^${escaped}$` : escaped, 'i')
}

/** All UTF-16 units that equal this one case-insensitively, itself included. */
export function caseVariants(unit: number): readonly number[] {
  if (apostropheUnits.includes(unit)) return apostropheUnits
  if (unit < 0x80) {
    const letter = unit | 0x20
    return letter >= 0x61 && letter <= 0x7a ? [letter, letter & ~0x20] : [unit]
  }
  variantsByFold ??= groupByFold()
  return variantsByFold.get(caseFold(unit)) ?? [unit]
}

/** Units by their case folding. Built on first use, which takes a few milliseconds. */
let variantsByFold: ReadonlyMap<number, readonly number[]> | null = null

function groupByFold(): Map<number, number[]> {
  const all = new Map<number, number[]>()
  for (let unit = 0x80; unit <= 0xffff; unit++) {
    const fold = caseFold(unit)
    const same = all.get(fold)
    if (same) same.push(unit)
    else all.set(fold, [unit])
  }
  return all
}

function caseFold(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase()
  if (upper.length !== 1) return unit
  const fold = upper.charCodeAt(0)
  return fold < 0x80 ? unit : fold
}
