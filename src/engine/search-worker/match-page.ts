import { createFinder, type JsonMatch } from '#json/find/find-first.ts'
import { createContains } from '#json/find/contains.ts'
import { createPrefilter } from '#json/find/prefilter.ts'
import type { ContextPredicate } from '#search/query/predicates.ts'

import { noMatch, matched } from '#engine/store/match-results.ts'

/** Which contexts of a page match which predicates. */
export type PageMatches = {
  /** A match state per context and predicate; all predicates of one context are consecutive. */
  states: Uint8Array<ArrayBuffer>
  /** The locations of the first matches, at most `maxMatches`. */
  matches: { contextIndex: number; predicateIndex: number; match: JsonMatch }[]
}

export type MatchPage = (bytes: Uint8Array, spans: Uint32Array, maxMatches: number) => PageMatches

/** Creates a function that matches a page's contexts against the predicates. @param predicates without duplicates */
export function createPageMatcher(predicates: readonly ContextPredicate[]): MatchPage {
  const compiled = predicates.map((predicate) => ({
    mayContain: createPrefilter(predicate),
    contains: createContains(predicate),
    find: createFinder(predicate),
  }))

  return (bytes, spans, maxMatches) => {
    const contextCount = spans.length / 2
    const states = new Uint8Array(contextCount * predicates.length).fill(noMatch)
    const matches: PageMatches['matches'] = []
    for (let contextIndex = 0; contextIndex < contextCount; contextIndex++) {
      const start = spans[contextIndex * 2] ?? 0
      const end = spans[contextIndex * 2 + 1] ?? 0
      compiled.forEach(({ mayContain, contains, find }, predicateIndex) => {
        if (!mayContain(bytes, start, end) || !contains(bytes, start, end)) return
        states[contextIndex * predicates.length + predicateIndex] = matched
        const match = matches.length < maxMatches ? find(bytes, start, end) : null
        if (match) matches.push({ contextIndex, predicateIndex, match })
      })
    }
    return { states, matches }
  }
}
