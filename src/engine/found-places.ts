import type { Found } from './protocol.ts'

/** How many are kept of one test: a few hundred bytes each. Those forgotten are found again when they are shown. */
const most = 20_000

/** Where a text was found, by row: of the matches that came first in their page, and of those that were shown. */
export class FoundPlaces {
  readonly #found = new Map<number, Found>()

  at(row: number): Found | null {
    return this.#found.get(row) ?? null
  }

  set(row: number, found: Found): void {
    this.#found.set(row, found)
    for (const oldest of this.#found.keys()) {
      if (this.#found.size <= most) break
      this.#found.delete(oldest)
    }
  }

  delete(row: number): void {
    this.#found.delete(row)
  }
}
