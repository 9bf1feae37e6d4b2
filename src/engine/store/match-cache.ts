import type { ContextPredicate } from '#search/query/predicates.ts'

import { predicateKey } from './context-predicates.ts'
import { MatchResults } from './match-results.ts'

/**
 * The match results of a flow, by predicate. Held by weak references: results live as long as a cached filter or a
 * search uses them. One byte per row for everything ever typed would be too much.
 */
export class MatchCache {
  readonly #byPredicate = new Map<string, WeakRef<MatchResults>>()
  readonly #onChange: () => void

  /** @param onChange is called after each change of a match state */
  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  getOrCreate(predicate: ContextPredicate): MatchResults {
    return this.forKey(predicateKey(predicate))
  }

  /** Results of anything else that is read from contexts, row by row. @param key unlike any predicate's, which is JSON */
  forKey(key: string): MatchResults {
    const existing = this.#byPredicate.get(key)?.deref()
    if (existing) return existing
    const created = new MatchResults(this.#onChange)
    this.#byPredicate.set(key, new WeakRef(created))
    return created
  }

  /** Call when the context of a row was loaded again. */
  markStale(row: number): void {
    for (const [key, ref] of this.#byPredicate) {
      const results = ref.deref()
      if (results) results.markStale(row)
      else this.#byPredicate.delete(key)
    }
  }
}
