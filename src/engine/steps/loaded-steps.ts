import { hourMs, minuteMs } from '#format/time/time-units.ts'
import type { WaitLimit } from '#engine/rpc/row-results.ts'
import type { RunSteps } from '#story/run-steps.ts'

import { ExitDictionary } from './exit-dictionary.ts'

/** Of fewer completed waits nothing follows: 1 of 20 is longer than the 95th percentile. */
const minCompletedWaits = 20
const percentile = 0.95

/** The limit where too little is known. */
const defaultLimitMs = hourMs

/** No limit is shorter: a widget that takes a second may take some more. */
const minLimitMs = minuteMs

/** With the numbers of the exits; null where they are not known. */
type StoredSteps = Omit<RunSteps, 'exits'> & { readonly exits: readonly number[] | null }

/** What loaded steps say, by row, and how long runs are at a widget. */
export class LoadedStepsStore {
  readonly exitDictionary = new ExitDictionary()
  readonly #byRow = new Map<number, StoredSteps>()
  /** The completed waits at each widget, in milliseconds, by row. */
  readonly #waits = new Map<string, Map<number, readonly number[]>>()
  /** Of the widgets whose waits have not changed since. */
  readonly #limits = new Map<string, WaitLimit>()
  /** The rows that wait at a known widget. */
  readonly waitingRows = new Set<number>()

  at(row: number): StoredSteps | undefined {
    return this.#byRow.get(row)
  }

  /** @returns whether that is new */
  set(row: number, steps: RunSteps): boolean {
    const stored = { ...steps, exits: steps.exits && this.exitDictionary.idsOf(steps.exits) }
    if (JSON.stringify(this.#byRow.get(row)) === JSON.stringify(stored)) return false
    this.delete(row)
    this.#byRow.set(row, stored)
    if (steps.waitingSinceMs !== null) this.waitingRows.add(row)
    for (const [widget, waits] of Map.groupBy(steps.waits, (wait) => wait.widget)) {
      const byRow = this.#waits.get(widget) ?? new Map<number, readonly number[]>()
      const lengths = waits.map(({ ms }) => ms)
      this.#waits.set(widget, byRow.set(row, lengths))
      this.#limits.delete(widget)
    }
    return true
  }

  delete(row: number): void {
    const steps = this.#byRow.get(row)
    if (!steps) return
    this.#byRow.delete(row)
    this.waitingRows.delete(row)
    for (const { widget } of steps.waits) {
      this.#waits.get(widget)?.delete(row)
      this.#limits.delete(widget)
    }
  }

  /** The widget at which a run has waited for longer than is usual there, and how long that is; null without one. */
  stuckAt(row: number, nowMs: number): (WaitLimit & { widget: string; sinceMs: number }) | null {
    const { outcome = null, waitingSinceMs: sinceMs = null } = this.#byRow.get(row) ?? {}
    const widget = outcome?.widget ?? null
    if (widget === null || sinceMs === null) return null
    const limit = this.#limitAt(widget)
    return nowMs - sinceMs > limit.limitMs ? { widget, sinceMs, ...limit } : null
  }

  #limitAt(widget: string): WaitLimit {
    const known = this.#limits.get(widget)
    if (known) return known
    const waits = Float64Array.from([...(this.#waits.get(widget)?.values() ?? [])].flat()).toSorted()
    const usualMs = waits[Math.ceil(waits.length * percentile) - 1] ?? 0
    const limit =
      waits.length < minCompletedWaits
        ? { limitMs: defaultLimitMs, completedWaits: null }
        : { limitMs: Math.max(usualMs, minLimitMs), completedWaits: waits.length }
    this.#limits.set(widget, limit)
    return limit
  }
}
