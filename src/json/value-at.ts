import { skipSpace, textAt } from './bytes.ts'
import { sliceText } from './slice-text.ts'
import { nodeText } from './document.ts'
import { documentIn, firstAt } from './inside.ts'
import type { JsonPath } from './paths.ts'
import { walkPath } from './walk-path.ts'

/**
 * Makes a function that gives the value at a path of the JSON between two offsets, as it was sent; null where there is
 * none. The path may lead into strings that are JSON themselves. Of members of the same name it gives the first that
 * has something there.
 */
export function createValueAt(
  path: JsonPath,
): (bytes: Uint8Array, start: number, end: number) => string | null {
  const steps = path.map(String)
  return (bytes, start, end) => {
    const json = bytes.subarray(start, end)
    let value: string | null = null
    walkPath(json, skipSpace(json, 0), steps, (reached) => {
      value = valueOf(json, reached.start, reached.end, reached.left)
      return value !== null
    })
    return value
  }
}

function valueOf(json: Uint8Array, start: number, end: number, left: readonly string[]): string | null {
  if (left.length === 0) return sliceText(json, start, end)
  const inside = documentIn(textAt(json, start, end) ?? '')
  return inside && firstAt(inside, 0, left, [], (doc, node) => nodeText(doc, node))
}
