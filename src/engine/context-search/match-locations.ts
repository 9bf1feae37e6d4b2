import type { Match } from '#engine/rpc/row-results.ts'

/** Max cached matches of one predicate, a few hundred bytes each. Evicted ones are located again when displayed. */
const maxMatches = 20_000

/** Match locations by row: of the first matches in each page, and of those that were displayed. */
export class MatchLocations {
  readonly #matches = new Map<number, Match>()

  at(row: number): Match | null {
    return this.#matches.get(row) ?? null
  }

  set(row: number, match: Match): void {
    this.#matches.set(row, match)
    for (const oldest of this.#matches.keys()) {
      if (this.#matches.size <= maxMatches) break
      this.#matches.delete(oldest)
    }
  }

  delete(row: number): void {
    this.#matches.delete(row)
  }
}
