import type { EngagementRow } from '#engine/protocol.ts'

import type { ShownValue } from './cell-values.ts'

/** The values of a row's context, by path, and the version of what the engine knew when they were asked for. */
type RowValues = { readonly version: number; readonly values: ReadonlyMap<string, ShownValue> }

/** By `keyOf` a row, the one asked for last at the end. */
export type KnownValues = ReadonlyMap<string, RowValues>

/** How many rows' values are kept: several screens of them. */
const mostRows = 600

/** A row as it was listed: when it is updated, its context is another one. */
export function keyOf({ row, sid, status, updated }: EngagementRow): string {
  return `${sid ?? row} ${status} ${updated}`
}

/** Whether the value will not be another one when it is asked for again. */
function isSettled({ state }: ShownValue): boolean {
  return state === 'value' || state === 'missing'
}

/** Those of the rows of which some value is not known, or could not be had when the engine knew less. */
export function rowsToAsk(
  known: KnownValues,
  rows: readonly EngagementRow[],
  paths: readonly string[],
  version: number,
): readonly EngagementRow[] {
  return rows.filter((row) => {
    const at = known.get(keyOf(row))
    return paths.some((path) => {
      const value = at?.values.get(path)
      return value === undefined || (!isSettled(value) && (at?.version ?? 0) < version)
    })
  })
}

/** @param answer the values of the i-th row, one a path; what is lacking could not be had */
export function takeIn(
  known: KnownValues,
  rows: readonly EngagementRow[],
  paths: readonly string[],
  answer: (i: number) => readonly ShownValue[],
  version: number,
): KnownValues {
  const next = new Map(known)
  for (const [i, row] of rows.entries()) {
    const key = keyOf(row)
    const values = new Map(next.get(key)?.values)
    for (const [p, path] of paths.entries()) values.set(path, answer(i)[p] ?? { state: 'failed' })
    next.delete(key)
    next.set(key, { version, values })
  }
  return new Map([...next].slice(-mostRows))
}
