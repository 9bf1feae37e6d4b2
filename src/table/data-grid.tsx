import {
  FlexRender,
  metaHelper,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
  type RowData,
} from '@tanstack/react-table'
import { Suspense, useId, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react'

import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { useAfterPaint } from '#ui/lazy/use-after-paint.ts'
import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

import type { GridColumnMeta } from './column-meta.ts'
import { fitColumns, gridTemplate, minRowWidth, rowGridClass } from './responsive-columns.ts'
import { handleGridKey } from './grid-keys.ts'
import type { GridCursor } from './grid-navigation.ts'
import { cellId, GridRow, type GridCell } from './grid-row.tsx'
import { HeaderCell, type GridSort } from './header-cell.tsx'
import { measureHeaderWidths } from './header-widths.ts'
import type { CopiedRows, RowRange } from './row-selection.tsx'
import { useColumnResize } from './use-column-resize.ts'
import { cellMenuHandlers, isMenuKey, type CellTarget } from './cell-menu.ts'

const gridFeatures = tableFeatures({ columnMeta: metaHelper<GridColumnMeta>() })

export type GridColumn<T extends RowData> = ColumnDef<typeof gridFeatures, T>

// Loads when the pointer first enters the grid, so that it is there when a drag begins.
const RowSelection = lazyChunk(async () => (await import('./row-selection.tsx')).RowSelection)

// Loads after the first rows are painted.
const CellMenuButton = lazyChunk(async () => (await import('./cell-menu-button.tsx')).CellMenuButton)

/** Height in px of the header row. */
export const gridHeaderHeight = 32

type DataGridProps<T extends RowData> = {
  label: string
  columns: readonly GridColumn<T>[]
  /** Which of all rows are in view. */
  view: VirtualWindow
  /** The loaded range of rows, which usually includes those in view. */
  rowWindow: { from: number; rows: readonly T[] }
  /** Number of all rows for `aria-rowcount`, without the header; −1 while unknown. */
  rowCount: number
  busy: boolean
  /** Whether the rows are to be replaced: they are dimmed, and can still be used. */
  outdated: boolean
  /** The keyboard cursor; null before the first use. */
  cursor: GridCursor | null
  onCursor: (cursor: GridCursor) => void
  sort: GridSort
  onSort: (sort: GridSort) => void
  /** The user set a column's width in px, or reset it (null). */
  onResize: (column: string, width: number | null) => void
  /** Whether the row is open in the panel. */
  isOpen: (row: T) => boolean
  /** Whether the row was selected by itself. */
  isPicked: (row: T) => boolean
  /** On click or Enter. */
  onOpen: (row: T) => void
  onMenu: (target: CellTarget<T>) => void
  /** Identifies a row, whatever its index. */
  getRowId: (row: T) => number
  /** The text to copy of a cell. */
  getCopiedText: (row: T, column: string) => string
  onCopied: (result: CopiedRows) => void
}

/**
 * A virtualized grid. TanStack Table gets only the rows in view, never all rows. Focus stays on the grid and
 * `aria-activedescendant` names the row or cell, so focus is not lost when a row scrolls out of view.
 */
export function DataGrid<T extends RowData>(props: DataGridProps<T>) {
  const { label, view, rowWindow, rowCount, busy, outdated, sort, isOpen, isPicked } = props
  const { cursor, onCursor, onSort, onResize, onOpen, onMenu, getRowId, getCopiedText, onCopied } = props
  const { attach, scroller, rowHeight, spacerHeight, bodyHeight } = view
  const id = useId()
  const [isSelectable, setIsSelectable] = useState(false)
  const [selected, setSelected] = useState<RowRange | null>(null)
  const columns = useMemo(() => fitColumns(props.columns, view.width), [props.columns, view.width])
  const { renderedColumns, resizeHandlers } = useColumnResize({
    columns,
    width: view.width,
    measureWidths: () => measureHeaderWidths(scroller),
    onResize,
  })

  // While the rows in view are not loaded yet, the nearest loaded ones stay on the screen: no blank frame.
  const last = Math.max(rowWindow.from, rowWindow.from + rowWindow.rows.length - view.size)
  const first = Math.min(Math.max(view.first, rowWindow.from), last)
  const data = useMemo(
    () => rowWindow.rows.slice(first - rowWindow.from, first - rowWindow.from + view.size),
    [rowWindow, first, view.size],
  )
  const table = useTable({ features: gridFeatures, columns, data })
  const gridTemplateColumns = gridTemplate(renderedColumns, view.width)
  const rowStyle = useMemo(
    () => ({ gridTemplateColumns, height: rowHeight }),
    [gridTemplateColumns, rowHeight],
  )
  // Rows and header are as wide as their columns need. A narrower grid scrolls horizontally.
  const minWidth = minRowWidth(renderedColumns, view.width)

  const rows = table.getRowModel().rows
  const cellsOf = useMemo(() => createCells(columns, props.columns), [columns, props.columns])
  const isPainted = useAfterPaint(rows.length > 0 || !busy)
  const isCursorInView = cursor !== null && cursor.row >= first && cursor.row < first + rows.length
  const cursorColumn = cursor?.column == null ? null : Math.min(cursor.column, columns.length - 1)
  const activeCursor = cursor && { ...cursor, column: cursorColumn }
  const rowId = (index: number) => `${id}-${index}`
  const activeId =
    cursorColumn === null ? rowId(cursor?.row ?? 0) : cellId(rowId(cursor?.row ?? 0), cursorColumn)

  const { openMenuFromKey, openMenuFromPointer, onContextMenu } = cellMenuHandlers({
    rowWindow,
    columns,
    onCursor,
    onMenu,
  })

  function onKeyDown(event: KeyboardEvent) {
    // Controls in the header handle their own keys.
    if (event.target instanceof Element && event.target.closest('[role=columnheader]')) return
    if (isMenuKey(event)) openMenuFromKey(event, activeCursor, activeId)
    else handleGridKey(event, { view, rowWindow, columns, cursor: activeCursor, onCursor, onOpen })
  }

  function onRowClick(event: MouseEvent) {
    const clicked = event.target instanceof Element ? event.target.closest('[role=row]') : null
    const index = Number(clicked?.ariaRowIndex) - 2
    const row = rowWindow.rows[index - rowWindow.from]
    if (row === undefined) return
    onCursor({ row: index, column: null })
    // Links handle their own clicks, also with modifier keys. Selecting text is not a click on the row.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (window.getSelection()?.isCollapsed === false) return
    onOpen(row)
  }

  return (
    <>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount < 0 ? -1 : rowCount + 1}
        aria-colcount={props.columns.length}
        aria-busy={busy}
        aria-activedescendant={isCursorInView ? activeId : undefined}
        tabIndex={0}
        ref={attach}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        data-cursor={isCursorInView || undefined}
        onPointerEnter={() => setIsSelectable(true)}
        className="group @container focus-ring-inset relative data-cursor:outline-none min-h-0 flex-1 overflow-auto overscroll-contain bg-surface [overflow-anchor:none]"
      >
        <div
          role="rowgroup"
          className="sticky top-0 z-10 border-b border-line bg-surface"
          style={{ minWidth }}
        >
          {table.getHeaderGroups().map((group) => (
            <div
              key={group.id}
              role="row"
              aria-rowindex={1}
              className={rowGridClass}
              style={{ gridTemplateColumns, height: gridHeaderHeight - 1 }}
            >
              {group.headers.map((header) => (
                <HeaderCell
                  key={header.id}
                  id={header.id}
                  meta={header.column.columnDef.meta}
                  colIndex={colIndex(props.columns, header.id)}
                  sort={sort}
                  onSort={onSort}
                  resizeHandlers={isPainted ? resizeHandlers : null}
                >
                  <FlexRender header={header} />
                </HeaderCell>
              ))}
            </div>
          ))}
        </div>
        <div role="rowgroup" style={{ height: spacerHeight, minWidth }}>
          <div
            role="presentation"
            // Dimmed after a moment: most filters take less, and would make the list flash.
            className={`sticky overflow-clip ${outdated ? 'opacity-60 transition-opacity delay-200' : ''}`}
            style={{ top: gridHeaderHeight, height: Math.min(bodyHeight, spacerHeight) }}
          >
            <div
              role="presentation"
              onClick={onRowClick}
              style={{ transform: `translateY(${first === view.first ? -view.offset : 0}px)` }}
            >
              {rows.map((row, i) => {
                const index = first + i
                return (
                  <GridRow
                    key={getRowId(row.original)}
                    id={rowId(index)}
                    index={index}
                    style={rowStyle}
                    open={isOpen(row.original)}
                    isSelected={selected !== null && index >= selected.from && index <= selected.to}
                    isPicked={isPicked(row.original)}
                    cursor={index === cursor?.row ? (cursorColumn ?? 'row') : null}
                    cells={cellsOf(row)}
                  />
                )
              })}
            </div>
          </div>
        </div>
      </div>
      {view.scaledScroll}
      {isSelectable && (
        <Suspense>
          <RowSelection
            view={view}
            rowWindow={rowWindow}
            getRowId={getRowId}
            getCells={(row: T) => columns.map((column) => getCopiedText(row, column.id ?? ''))}
            range={selected}
            onRange={setSelected}
            onCopied={onCopied}
          />
        </Suspense>
      )}
      {isPainted && (
        <Suspense>
          <CellMenuButton grid={scroller} onOpen={(cell) => openMenuFromPointer(cell, cell)} />
        </Suspense>
      )}
    </>
  )
}

function colIndex<T extends RowData>(columns: readonly GridColumn<T>[], id: string): number {
  return columns.findIndex((column) => column.id === id) + 1
}

/**
 * Returns the cells of a row. They are kept with its data, so that React skips the rows that have not changed: while a list
 * loads or scrolls, most stay the same.
 */
function createCells<T extends RowData>(
  columns: readonly GridColumn<T>[],
  allColumns: readonly GridColumn<T>[],
) {
  const known = new WeakMap<T, readonly GridCell[]>()
  return (row: Row<typeof gridFeatures, T>): readonly GridCell[] => {
    const cells = known.get(row.original) ?? buildCells(row)
    known.set(row.original, cells)
    return cells
  }

  function buildCells(row: Row<typeof gridFeatures, T>): GridCell[] {
    const rowCells = row.getAllCells()
    return columns.map(({ id = '', meta }, i) => ({
      id,
      meta,
      colIndex: colIndex(allColumns, id),
      content: rowCells[i] && <FlexRender cell={rowCells[i]} />,
    }))
  }
}
