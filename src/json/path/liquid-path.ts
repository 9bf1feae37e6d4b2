import type { JsonPath } from './json-path.ts'

/**
 * A name that may follow a dot or begin an expression (Liquid's `VariableParser`, without the optional `?` at the end). None
 * ends with `-`: before `}}` it would be whitespace control, no part of the name.
 */
const identifier = /^[A-Za-z_](?:[\w-]*\w)?$/

/** At the start of an expression these are values, not names. */
const literals = new Set(['true', 'false', 'nil', 'null', 'blank', 'empty'])

/**
 * Formats a path as a Liquid expression for Studio's widgets: `{{widgets.ask.inbound.Body}}`. Names that are no
 * identifiers are in brackets: `{{widgets["my name"].parsed.items[0]}}`. Null if Liquid cannot express the path: the
 * whole context, a name with both kinds of quotation marks (strings have no escapes), a name with brackets or braces
 * (in a string, too, `]` may end the name and `}` the expression), or a root that is no identifier.
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
  if (/[[\]{}]/.test(step)) return null
  if (!step.includes('"')) return `["${step}"]`
  return step.includes("'") ? null : `['${step}']`
}

const pathToken = /\.([A-Za-z_][\w-]*)|\["([^"[\]{}]*)"\]|\['([^'[\]{}]*)'\]|\[(\d{1,9})\]/y

/** In characters. Longer expressions are not read. */
const maxExpressionLength = 500

/**
 * Reads an expression that is a variable and nothing else, such as `{{ widgets.ask["my key"].items[0] }}`. Null for
 * anything more: filters, tags, several expressions, text around it (spaces excepted), `{{-`, and names in brackets that
 * are variables themselves.
 */
export function parseLiquidPath(expression: string): JsonPath | null {
  if (expression.length > maxExpressionLength) return null
  const trimmed = expression.trim()
  if (!trimmed.startsWith('{{') || !trimmed.endsWith('}}')) return null
  const inner = trimmed.slice(2, -2).trim()
  const root = /^[A-Za-z_][\w-]*/.exec(inner)?.[0]
  if (root === undefined || inner.endsWith('-') || literals.has(root)) return null
  const path: (string | number)[] = [root]
  pathToken.lastIndex = root.length
  while (pathToken.lastIndex < inner.length) {
    const match = pathToken.exec(inner)
    if (match === null) return null
    const [, name, double, single, position] = match
    path.push(position === undefined ? (name ?? double ?? single ?? '') : Number(position))
  }
  return path
}
