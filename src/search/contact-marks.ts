import { foldedPattern } from '#json/fold.ts'

import { compileContact } from './contact-match.ts'
import { parseSearch } from './parse-search.ts'
import type { ContactMatch } from './search.ts'

/** A stretch of a contact's address, in UTF-16 units; the end is not included. */
export type Mark = { readonly start: number; readonly end: number }

/**
 * Finds in a contact's address what a search asks of contacts, by the first match that the address passes; null where
 * it passes none. What must not be there marks nothing.
 */
export function contactMarker(text: string): (address: string) => Mark | null {
  const matches = parseSearch(text)
    .search.terms.filter(({ not }) => !not)
    .flatMap(({ tests }) => tests)
    .flatMap((test) =>
      test.on === 'contact' ? [{ match: test.match, passes: compileContact(test.match) }] : [],
    )
  return (address) => {
    const passed = matches.find(({ passes }) => passes(address))
    return passed ? placeOf(address, passed.match) : null
  }
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
