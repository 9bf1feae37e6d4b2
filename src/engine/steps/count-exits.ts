import type { ExitCounts } from '#engine/rpc/row-results.ts'

import type { ExitDictionary } from './exit-dictionary.ts'

/** The part of `EngagementColumns` that is read. */
type RowExits = {
  readonly exitDictionary: Pick<ExitDictionary, 'exits'>
  exitsAt(row: number): readonly number[] | null | undefined
  readonly sids: { isPresent(row: number): boolean }
}

type Way = ExitCounts['ways'][number]

/** Counts the runs that took each exit, of those whose steps are loaded: nothing else says it for certain. */
export function countExits(columns: RowExits, rows: Uint32Array): ExitCounts {
  const { exits } = columns.exitDictionary
  const runsByExit = new Uint32Array(exits.length)
  const wayKeys = exits.map(({ widget, next }) => JSON.stringify([widget, next]))
  const ways = new Map<string, Way>(
    exits.map(({ widget, next }, i) => [wayKeys[i] ?? '', { widget, next, runs: 0 }]),
  )
  let [counted, missingSteps] = [0, 0]
  for (const row of rows) {
    const taken = columns.exitsAt(row)
    if (taken === undefined && columns.sids.isPresent(row)) missingSteps++
    if (!taken) continue
    counted++
    for (const exit of taken) runsByExit[exit] = (runsByExit[exit] ?? 0) + 1
    // A run may go the same way by two exits.
    for (const key of new Set(taken.map((exit) => wayKeys[exit] ?? ''))) {
      const way = ways.get(key)
      if (way) way.runs++
    }
  }
  return {
    exits: exits
      .map((exit, i) => ({ ...exit, runs: runsByExit[i] ?? 0 }))
      .filter(({ runs }) => runs > 0)
      .toSorted((a, b) => b.runs - a.runs),
    ways: [...ways.values()].filter(({ runs }) => runs > 0),
    counted,
    missingSteps,
  }
}
