import {
  FlexRender,
  metaHelper,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
} from '@tanstack/react-table'
import { lazy, Suspense, useId, useMemo, type KeyboardEvent, type MouseEvent } from 'react'

import type { ScrollWindow } from '#ui/use-window.ts'

import type { ColumnFacts } from './column-facts.ts'
import { columnsThatFit, tracksOf, widthNeeded } from './columns-that-fit.ts'
import { nextCursor, type GridCursor } from './grid-keys.ts'
import { cellId, GridRow } from './grid-row.tsx'
import { HeaderCell, type GridOrder } from './header-cell.tsx'
import { headerWidths, revealColumn } from './header-widths.ts'
import { useHeldWidths } from './use-held-widths.ts'

const CellMenuButton = lazy(async () => ({
  default: (await import('./cell-menu-button.tsx')).CellMenuButton,
}))

const gridFeatures = tableFeatures({ columnMeta: metaHelper<ColumnFacts>() })

export type GridColumn<T extends RowData> = ColumnDef<typeof gridFeatures, T>

/** Height in px of the header row; the window begins below it. */
export const gridHeaderHeight = 32

/** A cell whose menu is asked for. */
export type CellTarget<T> = {
  row: T
  /** Null when the keyboard is on the row as a whole. */
  column: string | null
  /** What the menu stands beside: the cell or row, or the point that was clicked, in px of the viewport. */
  anchor: Element | { x: number; y: number }
  by: 'key' | 'pointer'
}

type DataGridProps<T extends RowData> = {
  label: string
  columns: readonly GridColumn<T>[]
  /** The window over all rows: which of them are in view. */
  view: ScrollWindow
  /** Height of every row in px. */
  rowHeight: number
  /** The rows at hand: a stretch of all rows that, as a rule, holds those in view. */
  chunk: { from: number; rows: readonly T[] }
  /** All rows, in `aria-rowcount`'s sense without the header; −1 while that is not known. */
  rowCount: number
  busy: boolean
  /** Where the keyboard is; null before it has been in the grid. */
  cursor: GridCursor | null
  onCursor: (cursor: GridCursor) => void
  order: GridOrder
  onSort: (column: string) => void
  /** The reader gave a column a width in px, or, with null, its own again. */
  onResize: (column: string, width: number | null) => void
  /** Whether this is the row that is open beside the list. */
  isOpen: (row: T) => boolean
  /** Click on a row, or Enter on it. */
  onOpen: (row: T) => void
  onMenu: (target: CellTarget<T>) => void
}

/**
 * Many rows, few on the page. TanStack Table draws up columns and cells of the rows in view, and of nothing else: it
 * never sees all rows. Focus stays on the grid and `aria-activedescendant` names the row or the cell, so a row that
 * scrolls away cannot take the focus with it.
 */
export function DataGrid<T extends RowData>(props: DataGridProps<T>) {
  const { label, view, rowHeight, chunk, rowCount, busy, order, isOpen } = props
  const { cursor, onCursor, onSort, onResize, onOpen, onMenu } = props
  const { attach, scroller, spacerHeight, bodyHeight } = view
  const id = useId()
  const columns = useMemo(() => columnsThatFit(props.columns, view.width), [props.columns, view.width])
  const { drawn, moves } = useHeldWidths({
    columns,
    width: view.width,
    measure: () => headerWidths(scroller),
    onResize,
  })

  // Rows in view that are not at hand yet leave the nearest ones on the screen: never a blank frame.
  const last = Math.max(chunk.from, chunk.from + chunk.rows.length - view.size)
  const first = Math.min(Math.max(view.first, chunk.from), last)
  const data = useMemo(
    () => chunk.rows.slice(first - chunk.from, first - chunk.from + view.size),
    [chunk, first, view.size],
  )
  const table = useTable({ features: gridFeatures, columns, data })
  const layout = { gridTemplateColumns: tracksOf(drawn, view.width) }
  // Rows and header are as wide as their columns need; the grid scrolls sideways where it has less.
  const minWidth = widthNeeded(drawn, view.width)

  const rows = table.getRowModel().rows
  // Made anew for other rows or columns only: React passes over what is the same, and while a list is being read the
  // rows in view mostly are.
  const cells = useMemo(
    () =>
      rows.map((row) =>
        row.getAllCells().map((cell) => ({
          id: cell.id,
          meta: cell.column.columnDef.meta,
          colIndex: colIndex(props.columns, cell.column.id),
          content: <FlexRender cell={cell} />,
        })),
      ),
    [rows, props.columns],
  )
  const cursorInView = cursor !== null && cursor.row >= first && cursor.row < first + rows.length
  const cursorColumn = cursor?.column == null ? null : Math.min(cursor.column, columns.length - 1)
  const rowId = (index: number) => `${id}-${index}`
  const activeId =
    cursorColumn === null ? rowId(cursor?.row ?? 0) : cellId(rowId(cursor?.row ?? 0), cursorColumn)

  function onKeyDown(event: KeyboardEvent) {
    const { altKey, ctrlKey, metaKey, shiftKey, key } = event
    // The controls in the header have their own keys.
    if (event.target instanceof Element && event.target.closest('[role=columnheader]')) return
    if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) {
      openMenuByKey(event)
      return
    }
    if (altKey || metaKey || shiftKey) return
    if (key === 'Enter' && cursor !== null && !ctrlKey) {
      const row = chunk.rows[cursor.row - chunk.from]
      if (row === undefined) return
      event.preventDefault()
      onOpen(row)
      return
    }
    const count = chunk.rows.length === 0 ? 0 : view.count
    const { pageSize } = view
    const at = cursor && { ...cursor, column: cursorColumn }
    const press = {
      key,
      ctrlKey,
      cursor: at,
      first: view.first,
      pageSize,
      rows: count,
      columns: columns.length,
    }
    const next = nextCursor(press)
    if (next === null) return
    event.preventDefault()
    onCursor(next)
    view.reveal(next.row)
    if (next.column !== null) revealColumn(scroller, next.column)
  }

  function openMenuByKey(event: KeyboardEvent) {
    const row = cursor === null ? undefined : chunk.rows[cursor.row - chunk.from]
    const anchor = document.getElementById(activeId)
    if (row === undefined || anchor === null) return
    event.preventDefault()
    onMenu({ row, column: idOf(cursorColumn), anchor, by: 'key' })
  }

  /** @param point where it was clicked, in px of the viewport; null beside the cell */
  function openMenuAt(cell: Element, point: { x: number; y: number } | null) {
    const index = Number(cell.parentElement?.ariaRowIndex) - 2
    const column = [...(cell.parentElement?.children ?? [])].indexOf(cell)
    const row = chunk.rows[index - chunk.from]
    if (row === undefined) return
    onCursor({ row: index, column })
    onMenu({ row, column: idOf(column), anchor: point ?? cell, by: 'pointer' })
  }

  function onContextMenu(event: MouseEvent) {
    const target = event.target instanceof Element ? event.target : null
    const cell = target?.closest('[role=gridcell]')
    // On a link the browser's own menu stays: it opens new tabs.
    if (!cell || target?.closest('a')) return
    event.preventDefault()
    openMenuAt(cell, { x: event.clientX, y: event.clientY })
  }

  function onRowClick(event: MouseEvent, index: number, row: T) {
    onCursor({ row: index, column: null })
    // A link does what links do, a new tab with the right keys among it; text being selected is no click.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (window.getSelection()?.isCollapsed === false) return
    onOpen(row)
  }

  function idOf(column: number | null): string | null {
    return column === null ? null : (columns[column]?.id ?? null)
  }

  return (
    <>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount < 0 ? -1 : rowCount + 1}
        aria-colcount={props.columns.length}
        aria-busy={busy}
        aria-activedescendant={cursorInView ? activeId : undefined}
        tabIndex={0}
        ref={attach}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        data-cursor={cursorInView || undefined}
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
              className="grid px-3"
              style={{ ...layout, height: gridHeaderHeight - 1 }}
            >
              {group.headers.map((header) => (
                <HeaderCell
                  key={header.id}
                  id={header.id}
                  meta={header.column.columnDef.meta}
                  colIndex={colIndex(props.columns, header.id)}
                  order={order}
                  onSort={onSort}
                  moves={moves}
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
            className="sticky overflow-clip"
            style={{ top: gridHeaderHeight, height: Math.min(bodyHeight, spacerHeight) }}
          >
            <div
              role="presentation"
              style={{ transform: `translateY(${first === view.first ? -view.offset : 0}px)` }}
            >
              {rows.map((row, i) => {
                const index = first + i
                return (
                  <GridRow
                    key={index}
                    id={rowId(index)}
                    index={index}
                    style={{ ...layout, height: rowHeight }}
                    open={isOpen(row.original)}
                    cursor={index === cursor?.row ? (cursorColumn ?? 'row') : null}
                    onClick={(event) => onRowClick(event, index, row.original)}
                    cells={cells[i] ?? []}
                  />
                )
              })}
            </div>
          </div>
        </div>
      </div>
      <Suspense>
        <CellMenuButton grid={scroller} onOpen={(cell) => openMenuAt(cell, null)} />
      </Suspense>
    </>
  )
}

function colIndex<T extends RowData>(columns: readonly GridColumn<T>[], id: string): number {
  return columns.findIndex((column) => column.id === id) + 1
}
