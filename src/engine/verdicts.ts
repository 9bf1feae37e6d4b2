import { growableBytes, growableIntegers } from './growable.ts'

/** What is known of a row and a test of its context: not looked at yet, it fails, it passes. */
export const unknown = 0
export const no = 1
export const yes = 2
export type Verdict = typeof unknown | typeof no | typeof yes

/**
 * What the search through contexts knows of one test, row by row: it writes here, the filters read. A byte a row, and
 * a log of the rows that changed, so that a filter looks again at those and at no others.
 */
export class Verdicts {
  /**
   * Rows whose context was read anew after they were judged. The old verdict stands until `set` gives a new one: a
   * match must not blink because its page was read again.
   */
  readonly outdated = new Set<number>()
  /** The rows whose verdict changed, in the order of change. A reader remembers how far it has read. */
  readonly changes = growableIntegers()
  readonly #verdicts = growableBytes()
  readonly #changed: () => void

  /** @param changed is called after each change of a verdict */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  at(row: number): Verdict {
    if (row >= this.#verdicts.length) return unknown
    const verdict = this.#verdicts.data[row]
    return verdict === yes ? yes : verdict === no ? no : unknown
  }

  set(row: number, verdict: Verdict): void {
    this.outdated.delete(row)
    if (this.at(row) === verdict) return
    const missing = row + 1 - this.#verdicts.length
    if (missing > 0) {
      this.#verdicts.reserve(missing)
      this.#verdicts.length += missing
    }
    this.#verdicts.data[row] = verdict
    this.changes.push(row)
    this.#changed()
  }

  /** The context of a row was read anew. */
  outdate(row: number): void {
    if (this.at(row) !== unknown) this.outdated.add(row)
  }

  /** The next row, from this one on, that has no verdict; it may lie past the last row. */
  nextUnknown(from: number): number {
    const { data, length } = this.#verdicts
    const at = from < length ? data.subarray(0, length).indexOf(unknown, from) : -1
    return at >= 0 ? at : Math.max(from, length)
  }
}
