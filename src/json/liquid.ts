import type { JsonPath } from './paths.ts'

/** What may follow a dot, and begin an expression (Liquid, `VariableParser`; a `?` at the end is left out). */
const identifier = /^[A-Za-z_][\w-]*$/

/** At the beginning these are values, not names. */
const literals = new Set(['true', 'false', 'nil', 'null', 'blank', 'empty'])

/**
 * A path as Liquid, which Studio's widgets understand: `{{widgets.ask.inbound.Body}}`, in brackets where a name is no
 * identifier: `{{widgets["my name"].parsed.items[0]}}`. Null where Liquid cannot say it: the whole context, a name with
 * both kinds of quotation marks (strings have no escapes), one with `}}` or `%}` (which end the expression wherever
 * they stand), or a root that is no name.
 */
export function printLiquid(path: JsonPath): string | null {
  const [root, ...steps] = path
  if (typeof root !== 'string' || !identifier.test(root) || literals.has(root)) return null
  let printed = root
  for (const step of steps) {
    const next = printStep(step)
    if (next === null) return null
    printed += next
  }
  return `{{${printed}}}`
}

function printStep(step: string | number): string | null {
  if (typeof step === 'number') return `[${step}]`
  if (identifier.test(step)) return `.${step}`
  if (/\}\}|%\}/.test(step)) return null
  if (!step.includes('"')) return `["${step}"]`
  return step.includes("'") ? null : `['${step}']`
}
