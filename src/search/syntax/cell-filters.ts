import type { JsonPath } from '#json/path/json-path.ts'

import {
  formatToken,
  formatTokens,
  maxSearchLength,
  parseTokens,
  type SearchScope,
  type Token,
} from './query-syntax.ts'

/* Tokens for "Filter for this" and "Exclude this" of a cell in the list, a value in a context, a widget of the flow. */

/** Runs of exactly this contact. */
export const contactToken = (address: string, isNegated: boolean): Token =>
  exactToken({ kind: 'field', field: 'contact' }, address, isNegated)

export const statusToken = (status: string, isNegated: boolean): Token =>
  plainToken({ kind: 'field', field: 'status' }, status, isNegated)

/** Runs that passed this widget of the flow. */
export const passedToken = (widget: string): Token =>
  // Elsewhere than after `:=` a `>` separates a widget from the next.
  (widget.includes('>') ? exactToken : plainToken)({ kind: 'field', field: 'passed' }, widget, false)

/** Runs that left a widget by this exit, or to this next widget by any; null for names that the syntax has no place for. */
export function exitToken(widget: string, event: string | null, next: string): Token | null {
  const parts = event === null ? [widget, next] : [widget, event, next]
  if (parts.some((part) => part === '*' || part === '' || part.includes('>'))) return null
  const text = parts.join('>')
  const matchMode = /^[\w.+>-]+$/.test(text) ? 'bare' : 'phrase'
  return { isNegated: false, scope: { kind: 'field', field: 'passed' }, value: { matchMode, text } }
}

/**
 * Runs with exactly this value at the path.
 * @param json the value's JSON text
 * @returns null for an object or an array, and for a string that contains the JSON of one: a search compares the values
 *   inside them, never the whole. Also for a long value that was cut
 */
export function valueToken(path: JsonPath, json: string, isNegated: boolean): Token | null {
  const value = parseWhole(json)
  if (value === undefined || isContainer(value) || (typeof value === 'string' && isContainerJson(value)))
    return null
  // The number's text as sent: JavaScript's numbers lose digits.
  return exactToken({ kind: 'path', path }, typeof value === 'string' ? value : json.trim(), isNegated)
}

const isContainer = (value: unknown) => typeof value === 'object' && value !== null

const isContainerJson = (text: string) => isContainer(parseWhole(text))

/** Undefined for what is no JSON. */
function parseWhole(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Appends the token to the text, and removes equal tokens and their negations. */
export function addToken(text: string, token: Token): string {
  // The end of a longer text is not searched.
  if (text.length > maxSearchLength) return `${formatToken(token)} ${text}`
  const replaced = new Set([true, false].map((isNegated) => formatToken({ ...token, isNegated })))
  const rest = parseTokens(text).filter((each) => !replaced.has(formatToken(each)))
  return formatTokens([...rest, token])
}

const exactToken = (scope: SearchScope, text: string, isNegated: boolean): Token => ({
  isNegated,
  scope,
  value: { matchMode: 'exact', text },
})

/** A word, quoted only where the syntax needs it. */
const plainToken = (scope: SearchScope, text: string, isNegated: boolean): Token => ({
  isNegated,
  scope,
  value: { matchMode: /^[\w.+-]+$/.test(text) ? 'bare' : 'phrase', text },
})
