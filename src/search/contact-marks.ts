import { foldedPattern } from '#json/fold.ts'

import { compileContact } from './contact-match.ts'
import type { ContactMatch, Search } from './search.ts'

/** A stretch of a contact's address, in UTF-16 units; the end is not included. */
export type Mark = { readonly start: number; readonly end: number }

/** What a search asks of contacts, for their addresses to be marked; what must not be there marks nothing. */
export function contactMatches({ terms }: Search): ContactMatch[] {
  return terms.flatMap(({ not, tests }) =>
    not ? [] : tests.flatMap((test) => (test.on === 'contact' ? [test.match] : [])),
  )
}

/** Where an address holds what was asked for, by the first match that it passes; null where it holds none. */
export function markContact(address: string, matches: readonly ContactMatch[]): Mark | null {
  const match = matches.find((each) => compileContact(each)(address))
  return match === undefined ? null : placeOf(address, match)
}

function placeOf(address: string, match: ContactMatch): Mark | null {
  if ('is' in match) return { start: 0, end: address.length }
  if ('holds' in match) return find(address, foldedPattern(match.holds, false))
  // Digits stand together or apart; a number's first and last ones say where it is.
  const spelled = 'digits' in match ? match.digits : match.number
  const places = spelled.map((digits) => {
    const pattern = `${'number' in match ? String.raw`\+?` : ''}${digits.split('').join(String.raw`[\s()./-]*`)}`
    const end = 'digits' in match ? String.raw`(?=@|$)` : ''
    return find(address, new RegExp(pattern + end))
  })
  return places.find((place) => place !== null) ?? null
}

function find(address: string, pattern: RegExp): Mark | null {
  const found = pattern.exec(address)
  return found && { start: found.index, end: found.index + found[0].length }
}
