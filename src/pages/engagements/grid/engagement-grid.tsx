import { Suspense, useMemo, useRef, useState, type KeyboardEvent } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { escapeFormula } from '#format/csv.ts'
import { pluralize } from '#format/count.ts'
import type { EngagementRow, RowsInView } from '#engine/rpc/row-results.ts'
import { sortKeys, type ListQuery } from '#search/query/list-query.ts'
import type { CellTarget } from '#table/cell-menu.ts'
import { DataGrid, gridHeaderHeight } from '#table/data-grid.tsx'
import { fitColumns } from '#table/responsive-columns.ts'
import type { GridCursor } from '#table/grid-navigation.ts'
import type { GridSort } from '#table/header-cell.tsx'
import { shortcuts } from '#ui/keys/shortcuts.ts'
import { memoizeByObject } from '#ui/memoize-by-object.ts'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { useAfterPaint } from '#ui/lazy/use-after-paint.ts'
import { useStatusMessage } from '#ui/feedback/use-status-message.ts'
import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'
import { useTextMask } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import type { ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'
import { ContactHighlightContext, useContactHighlight } from '#pages/engagements/search/contact-highlight.tsx'
import { withMatchColumn } from '#pages/engagements/columns/match-column.tsx'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import { copiedText, describeCopied } from './copied-text.ts'
import { ListFooter } from './list-footer.tsx'
import { usePickedRows } from './use-picked-rows.ts'
import { useRowShortcuts } from './use-row-shortcuts.ts'
import type { ListColumns } from '#pages/engagements/columns/use-columns.ts'
import { useAddedColumn } from '#pages/engagements/columns/use-added-column.ts'
import { CellValueContext, useCellValues } from '#pages/engagements/columns/use-cell-values.ts'

// Loads when the menu is first opened, together with Radix.
const CellMenu = lazyChunk(async () => (await import('./cell-menu.tsx')).CellMenu)
const PickedRowsBar = lazyChunk(async () => (await import('./picked-rows-bar.tsx')).PickedRowsBar)

// Loads after the first rows are painted, if the column is in view.
const OutcomeLoader = lazyChunk(
  async () => (await import('#pages/engagements/outcomes/outcome-loader.tsx')).OutcomeLoader,
)

type EngagementGridProps = {
  runList: RunList
  query: ListQuery
  /** The loaded rows; null before the first ones. */
  rowWindow: (RowsInView & { query: ListQuery }) | null
  virtualWindow: VirtualWindow
  /** The keyboard cursor. `useRowWindow` owns it, since it moves with its row when rows are added above. */
  cursor: GridCursor | null
  onCursor: (cursor: GridCursor) => void
  columns: ListColumns
  loader: Loader
  /** Whether all runs are loaded, and `rowWindow` includes them. */
  isComplete: boolean
  /** Whether all runs are loaded and compared with the query, so that counts are totals. */
  hasTotals: boolean
  isBusy: boolean
  /** Whether the rows belong to a previous query. */
  isOutdated: boolean
  isOpen: (row: ListedEngagement) => boolean
  onOpen: (row: ListedEngagement) => void
  onQueryChange: (change: Partial<ListQuery>) => void
  /** The placeholder, shown over the grid. */
  children: React.ReactNode
}

const emptyRows = { from: 0, rows: [] } as const

/** Selected rows whose values are loaded wherever the list is: fewer than are kept, or each would displace another. */
const maxPickedValues = 300

/** Rows that are in view in the lowest window. */
const minVisibleRows = 4

/** The grid of engagements, with cell menu and footer. */
export function EngagementGrid(props: EngagementGridProps) {
  const {
    runList,
    query,
    rowWindow,
    virtualWindow,
    cursor,
    onCursor,
    columns,
    isComplete,
    hasTotals,
    isBusy,
    isOutdated,
  } = props
  const { loader, isOpen, onOpen, onQueryChange, children } = props
  const [menu, setMenu] = useState<CellTarget<ListedEngagement> | null>(null)
  const [message, showMessage] = useStatusMessage()
  const textMask = useTextMask()
  const goToRow = useRef<HTMLButtonElement>(null)

  const { from, rows } = rowWindow ?? emptyRows
  const withRunList = useMemo(
    () => memoizeByObject((row: EngagementRow): ListedEngagement => ({ ...row, runList })),
    [runList],
  )
  const rowsWithFlow = useMemo(() => ({ from, rows: rows.map(withRunList) }), [from, rows, withRunList])
  const picked = usePickedRows(rowsWithFlow.rows)
  const { first, size } = virtualWindow
  const visibleRows = useMemo(
    () => rowsWithFlow.rows.slice(Math.max(0, first - rowsWithFlow.from), first - rowsWithFlow.from + size),
    [rowsWithFlow, first, size],
  )
  const getCellValue = useCellValues({
    runList,
    // Selected rows may be scrolled away before they are copied.
    rows: useMemo(() => [...picked.rows.slice(-maxPickedValues), ...visibleRows], [picked.rows, visibleRows]),
    paths: columns.paths,
    version: rowWindow?.version ?? 0,
  })

  const isContextSearch = (rowWindow?.search ?? null) !== null
  const displayedColumns = useMemo(
    () => (isContextSearch ? withMatchColumn(columns.columns) : columns.columns),
    [isContextSearch, columns.columns],
  )
  useAddedColumn({ added: columns.added, columns: displayedColumns, view: virtualWindow, showMessage })
  const hasOutcomes = fitColumns(displayedColumns, virtualWindow.width).some(({ id }) => id === 'outcome')
  const isPainted = useAfterPaint(rows.length > 0)
  const timeZone = useTimeZone()
  const getHighlight = useContactHighlight(rowWindow?.query.text ?? '')

  function sort({ by: column, descending }: GridSort) {
    const by = sortKeys.find((key) => key === column)
    if (by !== undefined) onQueryChange({ sort: { by, descending } })
  }

  function goTo(row: number) {
    virtualWindow.scrollTo(row)
    onCursor({ row, column: null })
    virtualWindow.scroller?.focus({ preventScroll: true })
  }

  function getCopiedText(row: ListedEngagement, column: string): string {
    return copiedText({ row, column, getCellValue, timeZone, mask: textMask })
  }

  useRowShortcuts({ cursor, virtualWindow, onCursor, onPick: pick })

  function pick(index: number) {
    const row = rowsWithFlow.rows[index - from]
    if (row) showMessage(`${pluralize(picked.toggle(row), 'row')} selected`)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === shortcuts.close && picked.rows.length > 0) {
      // The selection before the panel.
      event.preventDefault()
      picked.clear()
    }
    if (!event.ctrlKey || event.altKey || event.shiftKey || event.key !== shortcuts.goToRow) return
    event.preventDefault()
    goToRow.current?.click()
  }

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(textMask(text))
      showMessage('Copied')
    } catch {
      // Permission denied, or no clipboard on an insecure origin.
      showMessage('Not allowed to copy')
    }
  }

  return (
    <>
      <div
        role="presentation"
        className="relative flex flex-1 flex-col"
        // Where the bars above would leave less, the list scrolls with them.
        style={{ minHeight: gridHeaderHeight + minVisibleRows * virtualWindow.rowHeight }}
        onKeyDown={onKeyDown}
      >
        <CellValueContext value={getCellValue}>
          <ContactHighlightContext value={getHighlight}>
            <DataGrid
              label="Engagements"
              columns={displayedColumns}
              view={virtualWindow}
              rowWindow={rowsWithFlow}
              rowCount={isComplete ? (rowWindow?.total ?? 0) : -1}
              busy={isBusy}
              outdated={isOutdated}
              cursor={cursor}
              onCursor={onCursor}
              sort={query.sort}
              onSort={sort}
              onResize={columns.resize}
              isOpen={isOpen}
              isPicked={picked.has}
              onOpen={onOpen}
              onMenu={setMenu}
              getRowId={({ row }) => row}
              getCopiedText={(row, column) => escapeFormula(getCopiedText(row, column))}
              onCopied={(result) => showMessage(describeCopied(result))}
            />
          </ContactHighlightContext>
        </CellValueContext>
        {children}
      </div>
      {isPainted && hasOutcomes && (
        <Suspense>
          <OutcomeLoader key={runList} runList={runList} rows={visibleRows} />
        </Suspense>
      )}
      {picked.rows.length > 0 && (
        <Suspense>
          <PickedRowsBar
            rows={picked.rows}
            columns={displayedColumns.map(({ id = '', meta }) => ({
              id,
              label: meta?.label ?? id,
              hint: meta?.hint,
            }))}
            getCopiedText={getCopiedText}
            onClear={picked.clear}
          />
        </Suspense>
      )}
      <ListFooter
        runList={runList}
        query={query}
        onQueryChange={onQueryChange}
        rowWindow={rowWindow}
        loader={loader}
        virtualWindow={virtualWindow}
        isComplete={hasTotals}
        isOutdated={isOutdated}
        columns={columns}
        message={message}
        goToRow={goToRow}
        onGo={goTo}
      />
      {menu && (
        <Opening onCancel={() => setMenu(null)}>
          <CellMenu
            target={menu}
            query={query}
            getCellValue={getCellValue}
            onQueryChange={onQueryChange}
            onCopy={(text) => void copy(text)}
            onClose={() => setMenu(null)}
          />
        </Opening>
      )}
    </>
  )
}
