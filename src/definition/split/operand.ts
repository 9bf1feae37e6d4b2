import {
  childrenOf,
  findChild,
  kindOf,
  nodeText,
  stringValue,
  type JsonDocument,
} from '#json/parse/document.ts'
import { parseLiquidPath } from '#json/path/liquid-path.ts'
import type { JsonPath } from '#json/path/json-path.ts'

/** One side of a condition: its text, or why the text is not known. */
export type Operand =
  | {
      kind: 'text'
      text: string
      /** The Liquid expression it is the value of; null for a constant. */
      liquid: string | null
      /** Whether the context has no such value, which Liquid prints as nothing. */
      isMissing: boolean
      /** Set if the context has it as a number, not as a text. */
      isNumber?: true
    }
  | { kind: 'unknown'; source: string; reason: UnknownReason }

/** Why a text is not known. The values are shown on the screen. */
type UnknownReason =
  | 'more than a variable'
  | 'the context isn’t loaded'
  | 'an object or a list'
  | 'a number that may be written differently'
  | 'a part of a text'
  | 'a text of more than 10,000 characters'

/** The parts of a context that Studio has variables for. */
const roots = new Set<unknown>(['flow', 'trigger', 'widgets', 'contact'])

/** In characters. Longer texts are not compared: a context may hold one of many megabytes. */
const maxTextLength = 10_000

/** Names with which Liquid asks a list or an object about itself. */
const liquidProperties = new Set<unknown>(['size', 'first', 'last'])

/**
 * The text of one side of a condition. A constant is itself; a variable is looked up in the context. Everything else is
 * unknown: Liquid with filters, tags or text around it is never evaluated.
 * @param context at the split; null if it is not loaded
 */
export function evaluateOperand(source: string, context: JsonDocument | null): Operand {
  if (!/\{\{|\{%/.test(source)) return { kind: 'text', text: source, liquid: null, isMissing: false }
  const path = parseLiquidPath(source)
  if (path === null || !roots.has(path[0])) return { kind: 'unknown', source, reason: 'more than a variable' }
  if (context === null || !isFilled(context))
    return { kind: 'unknown', source, reason: 'the context isn’t loaded' }
  const found = lookUp(context, path)
  if (found === null) return { kind: 'text', text: '', liquid: source, isMissing: true }
  if ('unknown' in found) return { kind: 'unknown', source, reason: found.unknown }
  return { kind: 'text', liquid: source, isMissing: false, ...found }
}

/** Whether there is a context to look into: some answers have `{}` or `null` in its place, where nothing would be blank for certain. */
function isFilled(context: JsonDocument): boolean {
  return kindOf(context, 0) === 'object' && !childrenOf(context, 0).next().done
}

type Found = { text: string; isNumber?: true } | { unknown: UnknownReason }

/** The text that Liquid prints for a path, which is empty for `null`; null where there is no such value. Of duplicate keys, the last counts. */
function lookUp(doc: JsonDocument, path: JsonPath): Found | null {
  let node = 0
  for (const step of path) {
    const kind = kindOf(doc, node)
    if (kind === 'null') return null
    if (kind !== 'object' && kind !== 'array') return { unknown: 'a part of a text' }
    const next = findChild(doc, node, step)
    if (next === undefined) return liquidProperties.has(step) ? { unknown: 'more than a variable' } : null
    node = next
  }
  switch (kindOf(doc, node)) {
    case 'string':
      return nodeText(doc, node).length > maxTextLength
        ? { unknown: 'a text of more than 10,000 characters' }
        : { text: stringValue(doc, node) ?? '' }
    case 'null':
      return { text: '' }
    case 'true':
    case 'false':
      return { text: nodeText(doc, node) }
    case 'number':
      return foundNumber(nodeText(doc, node))
    case 'object':
    case 'array':
      return { unknown: 'an object or a list' }
  }
}

/**
 * Integers are printed as they are. Other spellings (`1.0`, `1e3`, `0.10`) may be printed as they are or normalized, fractions below
 * 0.001 or from 10,000,000 with an exponent.
 */
function foundNumber(text: string): Found {
  return /^(-?[1-9]\d{0,17}|0|-?(0\.(?!000)|[1-9]\d{0,6}\.)\d{0,6}[1-9])$/.test(text)
    ? { text, isNumber: true }
    : { unknown: 'a number that may be written differently' }
}
