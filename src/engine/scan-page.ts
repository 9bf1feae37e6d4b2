import { createFind, type JsonMatch } from '#json/find.ts'
import { createHolds } from '#json/holds.ts'
import { createSieve } from '#json/sieve.ts'
import type { ContextTest } from '#search/search.ts'

import { no, yes } from './verdicts.ts'

/** What a page's contexts say to some tests. */
export type Judged = {
  /** A verdict a context and test, the tests of one context after each other. */
  verdicts: Uint8Array<ArrayBuffer>
  /** Where it was found, of the first contexts that passed a test: which context, which test, and the place. */
  found: { context: number; test: number; match: JsonMatch }[]
}

export type Judge = (bytes: Uint8Array, spans: Uint32Array, mostFound: number) => Judged

/** Makes a function that puts tests to the contexts of a page. @param tests none of them twice */
export function createJudge(tests: readonly ContextTest[]): Judge {
  const ready = tests.map((test) => ({
    mayHold: createSieve(test),
    holds: createHolds(test),
    find: createFind(test),
  }))

  return (bytes, spans, mostFound) => {
    const contexts = spans.length / 2
    const verdicts = new Uint8Array(contexts * tests.length).fill(no)
    const found: Judged['found'] = []
    for (let context = 0; context < contexts; context++) {
      const start = spans[context * 2] ?? 0
      const end = spans[context * 2 + 1] ?? 0
      ready.forEach(({ mayHold, holds, find }, test) => {
        if (!mayHold(bytes, start, end) || !holds(bytes, start, end)) return
        verdicts[context * tests.length + test] = yes
        const match = found.length < mostFound ? find(bytes, start, end) : null
        if (match) found.push({ context, test, match })
      })
    }
    return { verdicts, found }
  }
}
