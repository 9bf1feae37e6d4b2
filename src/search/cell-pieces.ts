import type { JsonPath } from '#json/paths.ts'

import type { Channel } from './channel.ts'
import { parsePieces, printPiece, type Aim, type Piece } from './grammar.ts'

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
 * @param json the value's JSON text; null comes back for an object or a list, which no text is
 */
export function valuePiece(path: JsonPath, json: string, not: boolean): Piece | null {
  if (/^\s*[{[]/.test(json)) return null
  const value: unknown = JSON.parse(json)
  // Numbers stay as they were sent: JavaScript's lose digits.
  return exactly({ at: 'path', path }, typeof value === 'string' ? value : json.trim(), not)
}

/** The text with the piece at its end, in place of what said the same or the opposite. */
export function withPiece(text: string, piece: Piece): string {
  const same = new Set([true, false].map((not) => printPiece({ ...piece, not })))
  const others = parsePieces(text).filter((each) => !same.has(printPiece(each)))
  return [...others.map(({ typed }) => typed), printPiece(piece)].join(' ')
}

const exactly = (aim: Aim, text: string, not: boolean): Piece => ({ not, aim, value: { how: 'exact', text } })

/** A word as people type it, in quotes only where it must be. */
const simply = (aim: Aim, text: string, not: boolean): Piece => ({
  not,
  aim,
  value: { how: /^[\w.+-]+$/.test(text) ? 'bare' : 'phrase', text },
})
