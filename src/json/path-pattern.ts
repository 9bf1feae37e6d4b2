import { at } from './at.ts'
import { keyOf } from './document.ts'
import { type Forest, parentOf, placeOf } from './forest.ts'
import { foldedPattern } from './fold.ts'
import { parseJsonPath } from './paths.ts'

/** Whether a node is where a typed path leads. */
export type PathPattern = (forest: Forest, id: number) => boolean

/**
 * Reads a text as the end of a path, which may lead into strings: `inbound.Body`, `widgets.ask`, `$.flow.variables`,
 * `items[0].id`. The last name may be typed in part. Null for a text that is no path of two steps or more, and begins
 * with no `$`.
 */
export function pathPattern(text: string): PathPattern | null {
  const fromRoot = text.startsWith('$')
  const steps = parseJsonPath(fromRoot ? text : `$${text.startsWith('[') ? '' : '.'}${text}`)
  const last = steps?.at(-1)
  if (!steps || last === undefined || (steps.length < 2 && !fromRoot)) return null
  const tests = steps
    .slice(0, -1)
    .map((step) => foldedPattern(String(step), true))
    .toReversed()
  const lastTest = foldedPattern(String(last), typeof last === 'number')
  return (forest, id) => {
    // In part means its beginning.
    const name = nameOf(forest, id)
    if (name === null || lastTest.exec(name)?.index !== 0) return false
    let above = parentOf(forest, id)
    for (const test of tests) {
      const aboveName = above < 0 ? null : nameOf(forest, above)
      if (aboveName === null || !test.test(aboveName)) return false
      above = parentOf(forest, above)
    }
    return !fromRoot || above === 0
  }
}

/** The step that leads to a node; null for the root. */
function nameOf(forest: Forest, id: number): string | null {
  const { doc, node } = placeOf(forest, id)
  return id === 0 ? null : (keyOf(doc, node) ?? String(at(doc.positions, node)))
}
