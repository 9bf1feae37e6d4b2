import type { ContextTest, Search } from '#search/search.ts'

/** The same for equal tests, different for different ones. */
export function testKey({ path, text, whole }: ContextTest): string {
  return JSON.stringify([path, text, whole])
}

/** What a search asks of contexts: each test once, and which of them name something that should be there. */
export function contextTestsOf({ terms }: Search): { all: ContextTest[]; wanted: ReadonlySet<string> } {
  const all = new Map<string, ContextTest>()
  const wanted = new Set<string>()
  for (const { tests, not } of terms) {
    for (const test of tests) {
      if (test.on !== 'context') continue
      all.set(testKey(test), test)
      if (!not) wanted.add(testKey(test))
    }
  }
  return { all: [...all.values()], wanted }
}

/** The search without what it asks of contexts: what can be told of a row whose context is not here. */
export function withoutContexts({ terms }: Search): Search {
  return { terms: terms.filter(({ tests }) => tests.every(({ on }) => on !== 'context')) }
}
