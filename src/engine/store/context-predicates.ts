import type { ContextPredicate, Search } from '#search/query/predicates.ts'

/** A key that is equal for equal predicates only. */
export function predicateKey({ path, text, isExact }: ContextPredicate): string {
  return JSON.stringify([path, text, isExact])
}

/** The context predicates of a search, each once. `positiveKeys` are the keys of those that are not negated. */
export function contextPredicatesOf({ terms }: Search): {
  predicates: ContextPredicate[]
  positiveKeys: ReadonlySet<string>
} {
  const byKey = new Map<string, ContextPredicate>()
  const positiveKeys = new Set<string>()
  for (const { predicates, isNegated } of terms) {
    for (const predicate of predicates) {
      if (predicate.on !== 'context') continue
      byKey.set(predicateKey(predicate), predicate)
      if (!isNegated) positiveKeys.add(predicateKey(predicate))
    }
  }
  return { predicates: [...byKey.values()], positiveKeys }
}
