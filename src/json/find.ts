import { at } from './at.ts'
import { skipSpace } from './bytes.ts'
import { sliceText } from './slice-text.ts'
import { isContainer, type JsonDocument, kindOf, nodeText, pathOf, stringValue } from './document.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { foldedPattern } from './fold.ts'
import { documentIn, firstAt, type Outer, tryIndex } from './inside.ts'
import type { JsonPath } from './paths.ts'
import { walkPath } from './walk-path.ts'

/** What to find in a JSON text. */
export type Needle = {
  /** Where: at this path and below it; null for anywhere. A position may be written as a number or in digits. */
  readonly path: JsonPath | null
  /** Which text, upper and lower case alike (`fold.ts`); null for any value at all, which only a path makes sense of. */
  readonly text: string | null
  /** Whether the whole value must be the text, or only hold it. */
  readonly whole: boolean
}

/** The first value that holds what was asked for. Its path goes on inside strings that are JSON themselves. */
export type JsonMatch = Excerpt & { path: JsonPath }

/**
 * Makes a function that finds the needle in the JSON between two offsets. Strings are compared as what they mean,
 * numbers as they were sent, `true`, `false` and `null` as these words; keys are not compared. A string that is itself
 * a JSON object or array is looked into instead of compared, however often that repeats, and paths lead into it.
 * What is not JSON is taken for one string.
 */
export function createFind(
  needle: Needle,
): (bytes: Uint8Array, start: number, end: number) => JsonMatch | null {
  const test = needle.text === null ? null : foldedPattern(needle.text, needle.whole)
  const steps = needle.path?.map(String) ?? []
  return (bytes, start, end) => {
    const json = bytes.subarray(start, end)
    if (steps.length === 0) return findInText(sliceText(json, 0, json.length), [], test, [])
    let match: JsonMatch | null = null
    walkPath(json, skipSpace(json, 0), steps, ({ path, left, ...span }) => {
      match = findInText(sliceText(json, span.start, span.end), left, test, path)
      return match !== null
    })
    return match
  }
}

function findInText(
  text: string,
  steps: readonly string[],
  test: RegExp | null,
  outer: Outer,
): JsonMatch | null {
  const doc = tryIndex(text)
  if (!doc) return steps.length > 0 ? null : matchOf(text, test, () => outer)
  return firstAt(doc, 0, steps, outer, (reached, node, way) =>
    test
      ? findBelow(reached, node, test, way)
      : matchOf(scalarText(reached, node), null, () => [...way, ...pathOf(reached, node)]),
  )
}

function findBelow(doc: JsonDocument, from: number, test: RegExp, outer: Outer): JsonMatch | null {
  const after = at(doc.afters, from)
  for (let node = from; node < after; node++) {
    if (isContainer(doc, node)) continue
    const value = scalarText(doc, node)
    const path = () => [...outer, ...pathOf(doc, node)]
    const inside = kindOf(doc, node) === 'string' ? documentIn(value) : null
    const match = inside ? findBelow(inside, 0, test, path()) : matchOf(value, test, path)
    if (match) return match
  }
  return null
}

/** @param test null when any value will do: nothing in it is the match then */
function matchOf(value: string, test: RegExp | null, path: () => Outer): JsonMatch | null {
  if (test === null) return { path: path(), ...excerptOf(value, 0, 0) }
  const found = test.exec(value)
  return found && { path: path(), ...excerptOf(value, found.index, found.index + found[0].length) }
}

/** What a string says; of everything else the text as it was sent. */
function scalarText(doc: JsonDocument, node: number): string {
  return stringValue(doc, node) ?? nodeText(doc, node)
}
