import type { JsonPath } from './json-path.ts'

/**
 * A name that may follow a dot or begin an expression (Liquid's `VariableParser`, without the optional `?` at the end).
 */
const identifier = /^[A-Za-z_][\w-]*$/

/** At the start of an expression these are values, not names. */
const literals = new Set(['true', 'false', 'nil', 'null', 'blank', 'empty'])

/**
 * Formats a path as a Liquid expression for Studio's widgets: `{{widgets.ask.inbound.Body}}`. Names that are no
 * identifiers are in brackets: `{{widgets["my name"].parsed.items[0]}}`. Null if Liquid cannot express the path: the
 * whole context, a name with both kinds of quotation marks (strings have no escapes), a name with `}}` or `%}` (which
 * end the expression anywhere), or a root that is no identifier.
 */
export function formatLiquidPath(path: JsonPath): string | null {
  const [root, ...steps] = path
  if (typeof root !== 'string' || !identifier.test(root) || literals.has(root)) return null
  let formatted = root
  for (const step of steps) {
    const next = formatStep(step)
    if (next === null) return null
    formatted += next
  }
  return `{{${formatted}}}`
}

function formatStep(step: string | number): string | null {
  if (typeof step === 'number') return `[${step}]`
  if (identifier.test(step)) return `.${step}`
  if (/\}\}|%\}/.test(step)) return null
  if (!step.includes('"')) return `["${step}"]`
  return step.includes("'") ? null : `['${step}']`
}
