import type { Channel } from '#contract/channel.ts'
import type { JsonPath } from '#json/path/json-path.ts'

import {
  formatToken,
  formatTokens,
  maxSearchLength,
  parseTokens,
  type SearchScope,
  type Token,
} from './query-syntax.ts'

/* Tokens for "Filter for this" and "Exclude this" of a cell in the list or a value in a context. */

/** Runs of exactly this contact. */
export const contactToken = (address: string, not: boolean): Token =>
  exactToken({ kind: 'field', field: 'contact' }, address, not)

export const statusToken = (status: string, not: boolean): Token =>
  plainToken({ kind: 'field', field: 'status' }, status, not)

export const channelToken = (channel: Channel, not: boolean): Token =>
  plainToken({ kind: 'field', field: 'channel' }, channel, not)

/**
 * Runs with exactly this value at the path.
 * @param json the value's JSON text
 * @returns null for an object or an array, and for a string that contains the JSON of one: a search compares the values
 *   inside them, never the whole
 */
export function valueToken(path: JsonPath, json: string, not: boolean): Token | null {
  const value: unknown = JSON.parse(json)
  if (isContainer(value) || (typeof value === 'string' && isContainerJson(value))) return null
  // The number's text as sent: JavaScript's numbers lose digits.
  return exactToken({ kind: 'path', path }, typeof value === 'string' ? value : json.trim(), not)
}

const isContainer = (value: unknown) => typeof value === 'object' && value !== null

function isContainerJson(text: string): boolean {
  try {
    return isContainer(JSON.parse(text))
  } catch {
    return false
  }
}

/** Appends the token to the text, and removes equal tokens and their negations. */
export function addToken(text: string, token: Token): string {
  // The end of a longer text is not searched.
  if (text.length > maxSearchLength) return `${formatToken(token)} ${text}`
  const replaced = new Set([true, false].map((not) => formatToken({ ...token, not })))
  const rest = parseTokens(text).filter((each) => !replaced.has(formatToken(each)))
  return formatTokens([...rest, token])
}

const exactToken = (scope: SearchScope, text: string, not: boolean): Token => ({
  not,
  scope,
  value: { matchMode: 'exact', text },
})

/** A word, quoted only where the syntax needs it. */
const plainToken = (scope: SearchScope, text: string, not: boolean): Token => ({
  not,
  scope,
  value: { matchMode: /^[\w.+-]+$/.test(text) ? 'bare' : 'phrase', text },
})
