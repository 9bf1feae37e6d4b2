import { parseJsonPath, formatJsonPath, type JsonPath } from '#json/path/json-path.ts'

/** The top-level keys of a context. None is a search field, so one key alone is a path. */
const contextRoots: readonly unknown[] = ['flow', 'trigger', 'widgets']

const bracketStep = String.raw`\[(?:\d+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\]`
const nameStep = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_-]*`
const stepSource = String.raw`\.[\p{L}\p{M}\p{N}_-]+|${bracketStep}`
const pathPattern = new RegExp(`(?:\\$|(${nameStep}))((?:${stepSource})*):`, 'suy')
const stepPattern = new RegExp(stepSource, 'gsu')

/**
 * Parses the path at `index` that ends with a colon, as people type it ("widgets.lookup.parsed.order_id", "items.0.id") or
 * as JSONPath ("$.items[0]['my name']"). It contains a dot or a bracket, starts with `$`, or is one of `contextRoots`.
 * @returns the path and the index of its colon; null if there is no path
 */
export function parseUserPath(text: string, index: number): { path: JsonPath; colonIndex: number } | null {
  pathPattern.lastIndex = index
  const match = pathPattern.exec(text)
  if (match === null) return null
  const [whole, root, rest = ''] = match
  if (root !== undefined && rest === '' && !contextRoots.includes(root)) return null
  const path: (string | number)[] = root === undefined ? [] : [root]
  for (const typed of rest.match(stepPattern) ?? []) {
    const keys = typed.startsWith('.') ? [parseDottedKey(typed.slice(1))] : parseJsonPath(`$${typed}`)
    if (keys === null) return null
    path.push(...keys)
  }
  return { path, colonIndex: index + whole.length - 1 }
}

/** Formats a path for `parseUserPath`, without the leading `$.` where it is not needed. */
export function formatUserPath(path: JsonPath): string {
  const formatted = formatJsonPath(path)
  const canShorten = formatted.startsWith('$.') && (path.length > 1 || contextRoots.includes(path[0]))
  return canShorten ? formatted.slice(2) : formatted
}

/** Digits after a dot are an array index: arrays are common in contexts, keys made of digits are not. */
function parseDottedKey(typed: string): string | number {
  return /^(?:0|[1-9]\d{0,14})$/.test(typed) ? Number(typed) : typed
}
