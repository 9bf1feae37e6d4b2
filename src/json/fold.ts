/*
 * Upper and lower case alike, everywhere the same way: as a regular expression with the flag `i` sees it
 * (ECMA-262, Canonicalize without `u`). It compares unit by unit, so a match has the same length as what was asked for
 * and its place needs no mapping back; and nothing outside ASCII is ever the same as an ASCII letter.
 */

/** Finds a text in upper or lower case; with `whole`, only a value that is this and nothing else. */
export function foldedPattern(text: string, whole: boolean): RegExp {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return new RegExp(whole ? `^${escaped}$` : escaped, 'i')
}

/** All UTF-16 units that are the same as this one, itself included. */
export function foldedUnits(unit: number): readonly number[] {
  if (unit < 0x80) {
    const letter = unit | 0x20
    return letter >= 0x61 && letter <= 0x7a ? [letter, letter & ~0x20] : [unit]
  }
  units ??= unitsByFold()
  return units.get(foldOf(unit)) ?? [unit]
}

/** Units that are not alone, by what they fold to. Made when first needed: it takes a few milliseconds. */
let units: ReadonlyMap<number, readonly number[]> | null = null

function unitsByFold(): Map<number, number[]> {
  const all = new Map<number, number[]>()
  for (let unit = 0x80; unit <= 0xffff; unit++) {
    const fold = foldOf(unit)
    const same = all.get(fold)
    if (same) same.push(unit)
    else all.set(fold, [unit])
  }
  return all
}

function foldOf(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase()
  if (upper.length !== 1) return unit
  const fold = upper.charCodeAt(0)
  return fold < 0x80 ? unit : fold
}
