import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { keyOf } from '#json/parse/document.ts'
import { type DocumentSet, parentIdOf, resolveNode } from '#json/embedded/embedded-documents.ts'
import { caseInsensitivePattern } from './case-fold.ts'
import { parseJsonPath } from '#json/path/json-path.ts'

/** Checks whether a node matches a typed path. */
export type PathPattern = (documents: DocumentSet, id: number) => boolean

/**
 * Parses a text as the end of a path, which may continue into strings: `inbound.Body`, `widgets.ask`,
 * `$.flow.variables`, `items[0].id`. The last name may be a prefix. Null if the text is no path, or has fewer than two
 * steps and does not begin with `$`.
 */
export function parsePathPattern(text: string): PathPattern | null {
  const fromRoot = text.startsWith('$')
  const steps = parseJsonPath(fromRoot ? text : `$${text.startsWith('[') ? '' : '.'}${text}`)
  const last = steps?.at(-1)
  if (!steps || last === undefined || (steps.length < 2 && !fromRoot)) return null
  const stepPatterns = steps
    .slice(0, -1)
    .map((step) => caseInsensitivePattern(String(step), true))
    .toReversed()
  const lastPattern = caseInsensitivePattern(String(last), typeof last === 'number')
  return (documents, id) => {
    // The last name matches as a prefix.
    const step = stepOf(documents, id)
    if (step === null || lastPattern.exec(step)?.index !== 0) return false
    let ancestorId = parentIdOf(documents, id)
    for (const pattern of stepPatterns) {
      const ancestorStep = ancestorId < 0 ? null : stepOf(documents, ancestorId)
      if (ancestorStep === null || !pattern.test(ancestorStep)) return false
      ancestorId = parentIdOf(documents, ancestorId)
    }
    return !fromRoot || ancestorId === 0
  }
}

/** The step that leads to a node; null for the root. */
function stepOf(documents: DocumentSet, id: number): string | null {
  const { doc, node } = resolveNode(documents, id)
  return id === 0 ? null : (keyOf(doc, node) ?? String(getOrThrow(doc.positions, node)))
}
