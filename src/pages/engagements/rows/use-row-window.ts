import { startTransition, useEffect, useEffectEvent, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { isAbort, normalizeError } from '#contract/problem.ts'
import type { EngagementRow, RowsInView } from '#engine/rpc/row-results.ts'
import { getEngine } from '#queries/clients.ts'
import { listQueryKey, type ListQuery } from '#search/query/list-query.ts'
import type { GridCursor } from '#table/grid-navigation.ts'
import { isMissingChunk } from '#ui/lazy/lazy-chunk.ts'
import { useVirtualRows } from '#ui/scroll/use-virtual-rows.ts'
import { useNow } from '#ui/time/use-now.ts'

import { chooseAnchor, relocateCursor, type ScrollAnchor } from './scroll-anchor.ts'
import { fetchRowWindow } from './fetch-row-window.ts'

export type RowWindow = RowsInView & {
  /** The query these rows belong to. */
  query: ListQuery
  /** The loader's epoch these rows belong to. */
  epoch: number
  /** The time for which the rows were requested, in milliseconds since 1970. */
  requestedMs: number
}

type Options = {
  runList: RunList
  query: ListQuery
  /** The loader's epoch. When it changes, row numbers of the old epoch are invalid. */
  epoch: number
  /** Height of every row in px, by whether the rows have a match, and by the grid's inner width in px. */
  rowHeight: (hasMatches: boolean, width: number) => number
  headerHeight: number
}

/**
 * The rows around those in view, from the engine, and the virtual window over all rows. The old rows stay until the new
 * ones are here: while a search has found nothing yet, until its first match or its end. So does their query, since a
 * count and its rows belong together. Rows added above move nothing: the scroll position and the keyboard cursor stay on
 * their rows. They are requested again every 10 s, since the durations of active runs grow, and with them what a filter or
 * an order by duration shows.
 */
export function useRowWindow({ runList, query, epoch, rowHeight, headerHeight }: Options) {
  const [rowWindow, setRowWindow] = useState<RowWindow | null>(null)
  /** The result of a search that has found nothing yet. The rows before it stay. */
  const [unmatched, setUnmatched] = useState<RowWindow | null>(null)
  const [cursor, setCursor] = useState<GridCursor | null>(null)
  const [newRowsAbove, setNewRowsAbove] = useState(0)
  const [staysAtTop, setStaysAtTop] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  // The engine answers from memory, so it fails only when it has crashed. Without it there is no list.
  if (failure) throw failure
  const hasMatches = (rowWindow?.search ?? null) !== null
  const view = useVirtualRows({
    count: rowWindow?.total ?? 0,
    rowHeight: (width) => rowHeight(hasMatches, width),
    headerHeight,
  })
  const { first, size, scrollTo, shiftBy } = view
  const queryKey = listQueryKey(query)
  const displayedKey = rowWindow && listQueryKey(rowWindow.query)
  if (unmatched !== null && (unmatched.epoch !== epoch || listQueryKey(unmatched.query) !== queryKey))
    setUnmatched(null)
  const latest = unmatched ?? rowWindow
  const nowMs = useNow()
  // At the top no rows are above.
  if (newRowsAbove > 0 && first === 0) setNewRowsAbove(0)
  if (staysAtTop && first > 0) setStaysAtTop(false)

  const isCovered =
    unmatched !== null ||
    (rowWindow !== null &&
      first >= rowWindow.from &&
      Math.min(first + size, rowWindow.total) <= rowWindow.from + rowWindow.rows.length)

  /** Fetches rows if those shown are outdated. @returns whether it fetches */
  const fetchIfStale = useEffectEvent((signal: AbortSignal): boolean => {
    const version = getEngine().versionOf(runList)
    const isCurrent =
      latest !== null &&
      listQueryKey(latest.query) === queryKey &&
      latest.version >= version &&
      latest.requestedMs === nowMs
    if (version === 0 || (isCovered && isCurrent)) return false
    const isSame = displayedKey === queryKey && rowWindow?.epoch === epoch
    const viewport = {
      rows: rowWindow,
      first,
      size,
      cursor: cursor?.row ?? null,
      order: query.sort,
      isSearching: rowWindow?.search?.state === 'running',
    }
    // A new query or a new epoch starts at its first row.
    // At the top the anchor tells only how far the cursor's row has moved.
    const anchor = chooseAnchor(viewport) ?? (staysAtTop ? firstLoadedRow(rowWindow) : null)
    const position = isSame ? { first, anchor } : { first: 0, anchor: null }
    fetchRowWindow(getEngine().call, { runList, query, size, ...position }, signal)
      .then(({ rows, shift }) => {
        const next = { ...rows, query, epoch, requestedMs: nowMs }
        if (isSame) showUpdate(next, shift)
        // The first rows take longest. React renders them in pieces, so that the browser stays responsive.
        else if (rowWindow === null) startTransition(() => showNewQuery(next))
        else showNewQuery(next)
      })
      .catch((thrown: unknown) => {
        // The error boundary tells a chunk that is missing from other problems.
        if (!isAbort(thrown)) setFailure(isMissingChunk(thrown) ? thrown : normalizeError(thrown))
      })
    return true
  })

  useEffect(() => {
    const abort = new AbortController()
    let isFetching = fetchIfStale(abort.signal)
    // An engine event must not abort a fetch: events come every 100 ms, so a slow fetch would never finish. Each result
    // sets a new `rowWindow`, which runs this effect again. Events are not state: only results change what is rendered.
    const unsubscribe = getEngine().subscribe(() => {
      if (!isFetching) isFetching = fetchIfStale(abort.signal)
    })
    return () => {
      unsubscribe()
      abort.abort()
    }
    // While the rows in view are loaded, `first` may change without a fetch.
    // oxlint-disable-next-line react/exhaustive-deps -- these decide what to fetch; `queryKey` is the key of `query`
  }, [runList, queryKey, latest, isCovered, isCovered || first, size, nowMs])

  function showNewQuery(next: RowWindow) {
    const hasOldRows = rowWindow !== null && rowWindow.total > 0 && rowWindow.epoch === epoch
    if (hasOldRows && next.total === 0 && next.search?.state === 'running') {
      setUnmatched(next)
      return
    }
    setUnmatched(null)
    setRowWindow(next)
    setCursor(null)
    setNewRowsAbove(0)
    scrollTo(0)
  }

  function showUpdate(next: RowWindow, shift: number) {
    setRowWindow({ ...next, rows: reuseEqualRows(rowWindow?.rows ?? [], next.rows) })
    setCursor(
      (current) => current && { ...current, row: relocateCursor(rowWindow, next, current.row, shift) },
    )
    if (shift === 0 || staysAtTop) return
    setNewRowsAbove((before) => Math.max(0, before + shift))
    shiftBy(shift)
  }

  return {
    rowWindow,
    /** Whether the rows belong to a previous query. */
    isOutdated: displayedKey !== null && displayedKey !== queryKey,
    /** The newest result. During a search without a match it has no rows, and its query is newer than that of the rows. */
    latest,
    view,
    /** The cell of the keyboard cursor. */
    cursor,
    setCursor,
    /** Rows added above since the first row was last in view. */
    newRowsAbove,
    /** Scrolls to the first row, and stays at the top when rows are added there, until the user scrolls away. */
    goToTop: () => {
      setStaysAtTop(true)
      scrollTo(0)
    },
  }
}

function firstLoadedRow(rowWindow: RowWindow | null): ScrollAnchor | null {
  const row = rowWindow?.rows[0]
  return rowWindow && row ? { row: row.row, index: rowWindow.from } : null
}

/** Takes the old object of each row that is equal, and the old array if all are, so that they are not rendered again. */
function reuseEqualRows(before: EngagementRow[], next: EngagementRow[]): EngagementRow[] {
  const known = new Map(before.map((row) => [row.row, row]))
  const rows = next.map((row) => {
    const old = known.get(row.row)
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row
  })
  const isSame = rows.length === before.length && rows.every((row, i) => row === before[i])
  return isSame ? before : rows
}
