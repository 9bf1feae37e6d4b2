import { caseInsensitivePattern } from '#json/find/case-fold.ts'

import { compileContactMatch } from '#search/query/contact-match.ts'
import { parseSearch } from './parse-search.ts'
import type { ContactMatch } from '#search/query/predicates.ts'

/** In UTF-16 units; `end` is exclusive. */
export type TextRange = { readonly start: number; readonly end: number }

/**
 * Creates a function that finds the part of a contact's address to highlight for a search text: that of the first match;
 * null without a match. Excluded terms highlight nothing.
 */
export function createContactHighlighter(text: string): (address: string) => TextRange | null {
  const matches = parseSearch(text)
    .search.terms.filter(({ isNegated }) => !isNegated)
    .flatMap(({ predicates }) => predicates)
    .flatMap((predicate) =>
      predicate.on === 'contact'
        ? [{ match: predicate.match, passes: compileContactMatch(predicate.match) }]
        : [],
    )
  return (address) => {
    const matched = matches.find(({ passes }) => passes(address))
    return matched ? highlightRange(address, matched.match) : null
  }
}

function highlightRange(address: string, match: ContactMatch): TextRange | null {
  if ('equals' in match) return { start: 0, end: address.length }
  if ('contains' in match) return findRange(address, caseInsensitivePattern(match.contains, false))
  if ('numbers' in match) {
    const found = match.numbers.find((number) => compileContactMatch({ numbers: [number] })(address))
    return found ? highlightRange(address, { endsWith: [found.national] }) : null
  }
  // Separators may be between any two digits.
  const candidates = 'endsWith' in match ? match.endsWith : match.startsWith
  const ranges = candidates.map((digits) => {
    const pattern = `${'startsWith' in match ? String.raw`\+?` : ''}${digits.split('').join(String.raw`[\s()./-]*`)}`
    const end = 'endsWith' in match ? String.raw`(?=@|$)` : ''
    return findRange(address, new RegExp(pattern + end))
  })
  return ranges.find((range) => range !== null) ?? null
}

function findRange(address: string, pattern: RegExp): TextRange | null {
  const found = pattern.exec(address)
  return found && { start: found.index, end: found.index + found[0].length }
}
