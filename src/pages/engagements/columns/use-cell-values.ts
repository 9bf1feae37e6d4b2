import { createContext, useEffect, useMemo, useRef, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { parseJsonPath } from '#json/path/json-path.ts'
import { getEngine } from '#queries/clients.ts'

import {
  rowKey,
  rowsToFetch,
  mergeCellValues,
  type CellValueCache,
  type CellValueState,
} from './cell-value-cache.ts'

export type GetCellValue = (row: EngagementRow, path: string) => CellValueState

/**
 * The values of the rows in view. A React context, since values arrive after their rows: only the cells that show them
 * rerender.
 */
export const CellValueContext = createContext<GetCellValue>(() => ({ state: 'pending' }))

type Options = {
  runList: RunList
  /** The rows in view. */
  rows: readonly EngagementRow[]
  /** JSONPaths. */
  paths: readonly string[]
  /** The engine version of the rows. */
  version: number
}

const emptyCache: CellValueCache = new Map()

/**
 * The context values of the rows in view, fetched from the engine once per row: a context changes only with the row's
 * last update. Unavailable values are fetched again when the engine has a new version.
 */
export function useCellValues({ runList, rows, paths, version }: Options): GetCellValue {
  const [cache, setCache] = useState(emptyCache)
  // One request at a time: during fast scrolling, the next one is only for the rows in view when it ends.
  const isFetching = useRef(false)

  useEffect(() => {
    const missingRows = isFetching.current ? [] : rowsToFetch(cache, rows, paths, version)
    if (missingRows.length === 0) return
    isFetching.current = true
    const steps = paths.map((path) => parseJsonPath(path) ?? [])
    const storeValues = (result: readonly (readonly CellValueState[])[]) => {
      isFetching.current = false
      setCache((before) => mergeCellValues(before, missingRows, paths, (i) => result[i] ?? [], version))
    }
    getEngine()
      .call('values', { runList, rows: missingRows.map(({ row }) => row), paths: steps })
      .then(storeValues, () => storeValues([]))
  }, [runList, cache, rows, paths, version])

  return useMemo(
    () => (row, path) => cache.get(rowKey(row))?.values.get(path) ?? { state: 'pending' },
    [cache],
  )
}
