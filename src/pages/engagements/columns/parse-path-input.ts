import { parseJsonPath, formatJsonPath } from '#json/path/json-path.ts'

/**
 * Parses a typed path, with or without the leading "$.": "$.flow.variables.lang". Null if it is not a path to one value
 * within the context.
 */
export function parsePathInput(typed: string): string | null {
  const text = typed.trim()
  const path = parseJsonPath(text.startsWith('$') ? text : `$.${text}`)
  return path === null || path.length === 0 ? null : formatJsonPath(path)
}
