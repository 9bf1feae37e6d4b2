import type { JsonPath } from '#json/paths.ts'

import type { Channel } from './channel.ts'
import { parsePieces, printPiece, printPieces, type Aim, type Piece } from './grammar.ts'

/*
 * "Filter for this" and "exclude this", of a cell in the list or a value in a context.
 */

/** Runs of exactly this contact. */
export const contactPiece = (address: string, not: boolean): Piece =>
  exactly({ at: 'field', field: 'contact' }, address, not)

export const statusPiece = (status: string, not: boolean): Piece =>
  simply({ at: 'field', field: 'status' }, status, not)

export const channelPiece = (channel: Channel, not: boolean): Piece =>
  simply({ at: 'field', field: 'channel' }, channel, not)

/**
 * Runs with exactly this value at the path.
 * @param json the value's JSON text. Null comes back for an object or a list: a search looks into them, and so it does
 *   into a string that is the JSON of one
 */
export function valuePiece(path: JsonPath, json: string, not: boolean): Piece | null {
  const value: unknown = JSON.parse(json)
  if (isContainer(value) || (typeof value === 'string' && holdsContainer(value))) return null
  // Numbers stay as they were sent: JavaScript's lose digits.
  return exactly({ at: 'path', path }, typeof value === 'string' ? value : json.trim(), not)
}

const isContainer = (value: unknown) => typeof value === 'object' && value !== null

function holdsContainer(text: string): boolean {
  try {
    return isContainer(JSON.parse(text))
  } catch {
    return false
  }
}

/** The text with the piece at its end, in place of what said the same or the opposite. */
export function withPiece(text: string, piece: Piece): string {
  const same = new Set([true, false].map((not) => printPiece({ ...piece, not })))
  const others = parsePieces(text).filter((each) => !same.has(printPiece(each)))
  return printPieces([...others, piece])
}

const exactly = (aim: Aim, text: string, not: boolean): Piece => ({ not, aim, value: { how: 'exact', text } })

/** A word as people type it, in quotes only where it must be. */
const simply = (aim: Aim, text: string, not: boolean): Piece => ({
  not,
  aim,
  value: { how: /^[\w.+-]+$/.test(text) ? 'bare' : 'phrase', text },
})
