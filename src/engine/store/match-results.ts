import { growableUint8, growableUint32 } from './growable-array.ts'

/** Whether a row's context matches a predicate. `notChecked` until it is searched. */
export const notChecked = 0
export const noMatch = 1
export const matched = 2
export type MatchState = typeof notChecked | typeof noMatch | typeof matched

/**
 * The match states of one context predicate, row by row. The context search writes them, the filters read them. Takes
 * one byte per row, and logs the rows that changed, so that a filter evaluates only those again.
 */
export class MatchResults {
  /**
   * Rows whose context was loaded again after it was searched. They keep their old state until `set` is called, so that
   * a match does not flicker.
   */
  readonly stale = new Set<number>()
  /** Rows whose state changed, in the order of change. Each reader tracks how far it has read. */
  readonly changes = growableUint32()
  readonly #states = growableUint8()
  readonly #onChange: () => void

  /** @param onChange is called after each change of a match state */
  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  at(row: number): MatchState {
    if (row >= this.#states.length) return notChecked
    const state = this.#states.data[row]
    return state === matched ? matched : state === noMatch ? noMatch : notChecked
  }

  set(row: number, state: MatchState): void {
    this.stale.delete(row)
    if (this.at(row) === state) return
    const missing = row + 1 - this.#states.length
    if (missing > 0) {
      this.#states.reserve(missing)
      this.#states.length += missing
    }
    this.#states.data[row] = state
    this.changes.push(row)
    this.#onChange()
  }

  /** Call when the context of a row was loaded again. */
  markStale(row: number): void {
    if (this.at(row) !== notChecked) this.stale.add(row)
  }

  /** The first row at or after `from` that is not checked. It may be past the last row. */
  nextNotChecked(from: number): number {
    const { data, length } = this.#states
    const index = from < length ? data.subarray(0, length).indexOf(notChecked, from) : -1
    return index >= 0 ? index : Math.max(from, length)
  }
}
