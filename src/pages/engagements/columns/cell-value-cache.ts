import type { CellValue, EngagementRow } from '#engine/rpc/row-results.ts'

/** A context value in a cell: from the engine, still loading, or failed. */
export type CellValueState = CellValue | { state: 'pending' } | { state: 'failed' }

/** The values of a row's context by path, and the engine version of the request. */
type RowValues = { readonly version: number; readonly values: ReadonlyMap<string, CellValueState> }

/** By `rowKey`; the row fetched last is at the end. */
export type CellValueCache = ReadonlyMap<string, RowValues>

/** Maximum number of cached rows: several screens. */
const maxRows = 600

/** Identifies one version of a row: an update changes its context. */
export function rowKey({ row, sid, status, updated }: EngagementRow): string {
  return `${sid ?? row} ${status} ${updated}`
}

/** Whether fetching the value again cannot change it. */
function isFinal({ state }: CellValueState): boolean {
  return state === 'value' || state === 'missing'
}

/** The rows with a value that is not cached, or that was unavailable in an older engine version. */
export function rowsToFetch(
  cache: CellValueCache,
  rows: readonly EngagementRow[],
  paths: readonly string[],
  version: number,
): readonly EngagementRow[] {
  return rows.filter((row) => {
    const cached = cache.get(rowKey(row))
    return paths.some((path) => {
      const value = cached?.values.get(path)
      return value === undefined || (!isFinal(value) && (cached?.version ?? 0) < version)
    })
  })
}

/** @param valuesOf the values of the i-th row, one per path; a missing one counts as failed */
export function mergeCellValues(
  cache: CellValueCache,
  rows: readonly EngagementRow[],
  paths: readonly string[],
  valuesOf: (i: number) => readonly CellValueState[],
  version: number,
): CellValueCache {
  const next = new Map(cache)
  for (const [i, row] of rows.entries()) {
    const key = rowKey(row)
    const values = new Map(next.get(key)?.values)
    for (const [p, path] of paths.entries()) values.set(path, valuesOf(i)[p] ?? { state: 'failed' })
    next.delete(key)
    next.set(key, { version, values })
  }
  return new Map([...next].slice(-maxRows))
}
