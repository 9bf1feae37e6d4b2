import type { ContextTest } from '#search/search.ts'

import { Verdicts } from './verdicts.ts'

/**
 * The verdicts of a flow's rows, by test. They live as long as someone holds them, a filter that is kept or a search
 * that runs: a byte a row for everything that was ever typed would be too much.
 */
export class AllVerdicts {
  readonly #byTest = new Map<string, WeakRef<Verdicts>>()
  readonly #changed: () => void

  /** @param changed is called after each change of a verdict */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  of({ path, text, whole }: ContextTest): Verdicts {
    const key = JSON.stringify([path, text, whole])
    const known = this.#byTest.get(key)?.deref()
    if (known) return known
    const fresh = new Verdicts(this.#changed)
    this.#byTest.set(key, new WeakRef(fresh))
    return fresh
  }

  /** The context of a row was read anew. */
  outdate(row: number): void {
    for (const [key, held] of this.#byTest) {
      const verdicts = held.deref()
      if (verdicts) verdicts.outdate(row)
      else this.#byTest.delete(key)
    }
  }
}
