import { parseJsonPath, printJsonPath, type JsonPath } from '#json/paths.ts'

/** The roots of a context that are no field of the search: alone, they are a path already. */
const roots: readonly unknown[] = ['flow', 'trigger', 'widgets']

const bracket = String.raw`\[(?:\d+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\]`
const name = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_-]*`
const step = String.raw`\.[\p{L}\p{M}\p{N}_-]+|${bracket}`
const pathAhead = new RegExp(`(?:\\$|(${name}))((?:${step})*):`, 'suy')
const steps = new RegExp(step, 'gsu')

/**
 * Reads the path that stands at a position with a colon after it, as people type it ("widgets.lookup.parsed.order_id",
 * "items.0.id") or as JSONPath ("$.items[0]['my name']"). It has a dot or a bracket, begins with `$`, or is one of the
 * context's roots. @returns the path and where the colon stands, or null when there is none
 */
export function pathAt(text: string, at: number): { path: JsonPath; colon: number } | null {
  pathAhead.lastIndex = at
  const match = pathAhead.exec(text)
  if (match === null) return null
  const [whole, first, rest = ''] = match
  if (first !== undefined && rest === '' && !roots.includes(first)) return null
  const path: (string | number)[] = first === undefined ? [] : [first]
  for (const typed of rest.match(steps) ?? []) {
    const read = typed.startsWith('.') ? [dotted(typed.slice(1))] : parseJsonPath(`$${typed}`)
    if (read === null) return null
    path.push(...read)
  }
  return { path, colon: at + whole.length - 1 }
}

/** The path as `pathAt` reads it back: without the leading `$.` where it can do without. */
export function printTypedPath(path: JsonPath): string {
  const printed = printJsonPath(path)
  const short = printed.startsWith('$.') && (path.length > 1 || roots.includes(path[0]))
  return short ? printed.slice(2) : printed
}

/** After a dot, digits are a position: lists are common in contexts, keys of digits are not. */
function dotted(typed: string): string | number {
  return /^(?:0|[1-9]\d{0,14})$/.test(typed) ? Number(typed) : typed
}
