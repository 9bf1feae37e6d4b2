import type { JsonPath } from '#json/paths.ts'

import { phraseAt, printPhrase } from './phrase.ts'
import { spacedPhoneEnd } from './spaced-phone.ts'
import { pathAt, printTypedPath } from './typed-path.ts'

/*
 * What can be typed into the search box: pieces with blanks between them.
 *
 *   piece  = ["-"] [aim ":" ["="]] value
 *   aim    = one of `fields`, a path ("flow.variables.lang", "$.items[0]['my name']"), or a name nobody knows
 *   value  = a phrase in quotes, in which \" and \\ stand for themselves, or all up to the next blank;
 *            a phone number keeps its blanks
 *
 * Every text has pieces, and `printPieces` writes them so that they are read back.
 */

/** What a value can be asked of, besides paths. */
export const fields = ['status', 'channel', 'contact', 'sid', 'after', 'before', 'duration'] as const
export type Field = (typeof fields)[number]

export type Piece = { readonly not: boolean; readonly aim: Aim; readonly value: Value }

export type Aim =
  | { readonly at: 'anywhere' }
  | { readonly at: 'field'; readonly field: Field }
  | { readonly at: 'path'; readonly path: JsonPath }
  /** Written like a field, but there is none of this name. */
  | { readonly at: 'name'; readonly name: string }

/** `exact` is a value after `:=`; a phrase is meant letter for letter, a bare value may be recognised as something. */
export type Value = { readonly how: 'bare' | 'phrase' | 'exact'; readonly text: string }

/** A piece as it was typed, from `start` up to `end` in the text. */
export type TypedPiece = Piece & { readonly typed: string; readonly start: number; readonly end: number }

/** Blanks, and what cannot be seen in front of a word. */
const gap = /[\s\p{Cf}]*/uy
const bare = /\S*/y
const nameAhead = /([\p{L}_][\p{L}\p{M}\p{N}_-]*):/uy
/** What stands before a colon and begins an address or a link. */
const schemes = ['client', 'whatsapp', 'sip', 'sips', 'tel', 'messenger', 'mailto', 'http', 'https']

const anywhere: Aim = { at: 'anywhere' }

export function parsePieces(text: string): TypedPiece[] {
  const pieces: TypedPiece[] = []
  for (let at = after(gap, text, 0); at < text.length;) {
    const not = text[at] === '-' && /^-[^\s\p{Cf}]/u.test(text.slice(at, at + 2))
    const aimed = readAim(text, not ? at + 1 : at)
    const { value, end } = readValue(text, aimed.end, aimed.aim)
    pieces.push({ not, aim: aimed.aim, value, typed: text.slice(at, end), start: at, end })
    at = after(gap, text, end)
  }
  return pieces
}

/**
 * The pieces in one line. Where two numbers beside each other would be read as one, the later is put in quotes: that asks
 * nearly the same.
 */
export function printPieces(pieces: readonly Piece[]): string {
  return pieces.reduce((before, piece) => {
    const printed = printPiece(piece)
    if (before === '') return printed
    const merged =
      /^[\p{Nd}()+[\]]/u.test(printed) &&
      parsePieces(before).length === parsePieces(`${before} ${printed}`).length
    return `${before} ${merged ? printPiece({ ...piece, value: { ...piece.value, how: 'phrase' } }) : printed}`
  }, '')
}

export function printPiece({ not, aim, value }: Piece): string {
  return (not ? '-' : '') + printAim(aim) + printValue(value)
}

function readAim(text: string, at: number): { aim: Aim; end: number } {
  const path = pathAt(text, at)
  if (path) return { aim: { at: 'path', path: path.path }, end: path.colon + 1 }
  nameAhead.lastIndex = at
  const name = nameAhead.exec(text)?.[1]
  if (name === undefined || schemes.includes(name.toLowerCase())) return { aim: anywhere, end: at }
  const field = fields.find((each) => each === name.toLowerCase())
  return { aim: field ? { at: 'field', field } : { at: 'name', name }, end: at + name.length + 1 }
}

function readValue(text: string, at: number, aim: Aim): { value: Value; end: number } {
  const exact = text[at] === '=' && aim.at !== 'anywhere'
  const from = exact ? at + 1 : at
  const phrase = phraseAt(text, from)
  if (phrase) return { value: { how: exact ? 'exact' : 'phrase', text: phrase.text }, end: phrase.end }
  const mayBePhone = aim.at === 'anywhere' || (aim.at === 'field' && aim.field === 'contact')
  const end = (mayBePhone && !exact ? spacedPhoneEnd(text, from) : null) ?? after(bare, text, from)
  return { value: { how: exact ? 'exact' : 'bare', text: text.slice(from, end) }, end }
}

function printAim(aim: Aim): string {
  switch (aim.at) {
    case 'anywhere':
      return ''
    case 'field':
      return `${aim.field}:`
    case 'path':
      return `${printTypedPath(aim.path)}:`
    case 'name':
      return `${aim.name}:`
  }
}

function printValue({ how, text }: Value): string {
  if (how === 'bare') return text
  if (how === 'phrase') return printPhrase(text)
  return /^[^\s"“”„]+$/.test(text) ? `=${text}` : `=${printPhrase(text)}`
}

/** Where a pattern that matches anything, nothing included, ends. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  pattern.exec(text)
  return Math.max(pattern.lastIndex, at)
}
