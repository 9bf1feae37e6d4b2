import { parseJsonPath, printJsonPath } from '#json/paths.ts'

/**
 * The JSONPath that someone means who types a path: "$.flow.variables.lang", or the same without "$.". Null when it is
 * none to one value within the context.
 */
export function readPath(typed: string): string | null {
  const text = typed.trim()
  const path = parseJsonPath(text.startsWith('$') ? text : `$.${text}`)
  return path === null || path.length === 0 ? null : printJsonPath(path)
}
