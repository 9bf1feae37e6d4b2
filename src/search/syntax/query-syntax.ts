import type { JsonPath } from '#json/path/json-path.ts'

import { parseQuotedString, quoteString } from './quoted-string.ts'
import { extensionWords } from '#search/phone/phone-text.ts'
import { phoneTokenEnd } from '#search/phone/phone-token.ts'
import { vanityTokenEnd } from '#search/phone/vanity-number.ts'
import { parseUserPath, formatUserPath } from './user-path.ts'

/*
 * The syntax of the search box: tokens separated by spaces.
 *
 *   token  = ["-"] [scope ":" ["="]] value
 *   scope  = one of `searchFields`, a path ("flow.variables.lang", "$.items[0]['my name']"), or an unknown name
 *   value  = a quoted phrase with the escapes \" and \\, or all characters up to the next space;
 *            a phone number may contain spaces, and have a label before it ("Tel: 020 7946 0018")
 *
 * Every text can be parsed. `parseTokens` is the inverse of `formatTokens`.
 */

/** The fields that can be searched, besides paths of the context. */
export const searchFields = [
  'status',
  'channel',
  'contact',
  'sid',
  'after',
  'before',
  'duration',
  'passed',
  'ended',
] as const
export type SearchFieldName = (typeof searchFields)[number]

export type Token = { readonly isNegated: boolean; readonly scope: SearchScope; readonly value: TokenValue }

export type SearchScope =
  | { readonly kind: 'anywhere' }
  | { readonly kind: 'field'; readonly field: SearchFieldName }
  | { readonly kind: 'path'; readonly path: JsonPath }
  /** Written like a field, but no field has this name. */
  | { readonly kind: 'name'; readonly name: string }

/** `exact` is a value after `:=`; `phrase` is searched as typed; `bare` may be interpreted, e.g. as a phone number. */
export type TokenValue = { readonly matchMode: 'bare' | 'phrase' | 'exact'; readonly text: string }

/** A token with its source text, from `start` up to `end`, in UTF-16 units. */
export type SourceToken = Token & { readonly typed: string; readonly start: number; readonly end: number }

/** Spaces and invisible characters. */
const whitespace = /[\s\p{Cf}]*/uy
const nonSpace = /\S*/y
const fieldNamePrefix = /([\p{L}_][\p{L}\p{M}\p{N}_-]*):/uy
/** Schemes of addresses and links: a word before a colon that is not a field. */
const addressSchemes = 'client whatsapp sip sips tel callto sms smsto messenger mailto http https'.split(' ')

const anywhereScope: SearchScope = { kind: 'anywhere' }

/** Longer texts, which only a link can bring, are cut here before they are parsed; in UTF-16 units. */
export const maxSearchLength = 2000

/** The tokens of the first `maxSearchLength` characters. */
export function parseTokens(fullText: string): SourceToken[] {
  const text = fullText.slice(0, maxSearchLength)
  const tokens: SourceToken[] = []
  for (let index = endOfMatch(whitespace, text, 0); index < text.length;) {
    const isNegated = text[index] === '-' && /^-[^\s\p{Cf}]/u.test(text.slice(index, index + 2))
    const scoped = parseScope(text, isNegated ? index + 1 : index)
    // In `curl -d "To=…"`, "d" is no label of the number.
    const isOption = isNegated && /^-[a-z]\s/i.test(text.slice(index, index + 3))
    const { value, end } = parseValue(text, scoped.end, scoped.scope, !isOption)
    tokens.push({ isNegated, scope: scoped.scope, value, typed: text.slice(index, end), start: index, end })
    index = endOfMatch(whitespace, text, end)
  }
  return tokens
}

/** The start of a number, an extension or a label in brackets. */
const mayContinuePhone = new RegExp(String.raw`^(?:[\p{Nd}()+[\],;#x]|${extensionWords}|[a-z]{3})`, 'iu')

/**
 * Formats the tokens in one line. Two adjacent numbers would be parsed as one phone number, so the second is quoted. Its
 * meaning then changes slightly: it is searched as plain text.
 */
export function formatTokens(tokens: readonly Token[]): string {
  const texts: string[] = []
  for (const token of tokens) {
    const text = formatToken(token)
    // A phone number has at most 16 words.
    const before = texts.slice(-16).join(' ')
    const wouldMerge =
      mayContinuePhone.test(text) && parseTokens(before).length >= parseTokens(`${before} ${text}`).length
    texts.push(wouldMerge ? formatToken({ ...token, value: { ...token.value, matchMode: 'phrase' } }) : text)
  }
  return texts.join(' ')
}

export function formatToken({ isNegated, scope, value }: Token): string {
  return (isNegated ? '-' : '') + formatScope(scope) + formatValue(value)
}

function parseScope(text: string, index: number): { scope: SearchScope; end: number } {
  const path = parseUserPath(text, index)
  if (path) return { scope: { kind: 'path', path: path.path }, end: path.colonIndex + 1 }
  fieldNamePrefix.lastIndex = index
  const name = fieldNamePrefix.exec(text)?.[1]
  if (name === undefined || addressSchemes.includes(name.toLowerCase()))
    return { scope: anywhereScope, end: index }
  const field = searchFields.find((each) => each === name.toLowerCase())
  // "Mobile: 07700 900123" is a number with a label.
  if (!field && phoneTokenEnd(text, index)?.isLabelled) return { scope: anywhereScope, end: index }
  return { scope: field ? { kind: 'field', field } : { kind: 'name', name }, end: index + name.length + 1 }
}

function parseValue(
  text: string,
  index: number,
  scope: SearchScope,
  canBePhone: boolean,
): { value: TokenValue; end: number } {
  const isExact = text[index] === '=' && scope.kind !== 'anywhere'
  const from = isExact ? index + 1 : index
  const quoted = parseQuotedString(text, from)
  if (quoted) {
    // After `note:"` the user is still typing: only `note:""` is the empty phrase.
    const isUnfinished = quoted.text === '' && !quoted.isClosed && scope.kind === 'path'
    const matchMode = isUnfinished ? 'bare' : isExact ? 'exact' : 'phrase'
    return { value: { matchMode, text: quoted.text }, end: quoted.end }
  }
  const mayBePhone =
    canBePhone && (scope.kind === 'anywhere' || (scope.kind === 'field' && scope.field === 'contact'))
  const end =
    (mayBePhone && !isExact ? (vanityTokenEnd(text, from) ?? phoneTokenEnd(text, from)?.end) : null) ??
    endOfMatch(nonSpace, text, from)
  return { value: { matchMode: isExact ? 'exact' : 'bare', text: text.slice(from, end) }, end }
}

function formatScope(scope: SearchScope): string {
  switch (scope.kind) {
    case 'anywhere':
      return ''
    case 'field':
      return `${scope.field}:`
    case 'path':
      return `${formatUserPath(scope.path)}:`
    case 'name':
      return `${scope.name}:`
  }
}

function formatValue({ matchMode, text }: TokenValue): string {
  if (matchMode === 'bare') return text
  if (matchMode === 'phrase') return quoteString(text)
  return /^[^\s"“”„]+$/.test(text) ? `=${text}` : `=${quoteString(text)}`
}

/** The end of a sticky pattern's match at `index`; `index` itself if there is no match. */
function endOfMatch(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index
  pattern.exec(text)
  return Math.max(pattern.lastIndex, index)
}
