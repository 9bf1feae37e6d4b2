import { metaHelper, tableFeatures, useTable, type ColumnDef, type RowData } from '@tanstack/react-table'
import { useId, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react'

import type { ScrollWindow } from '#ui/use-window.ts'

import { columnsThatFit, tracksOf, type ColumnFacts } from './columns-that-fit.ts'
import { nextCursor } from './grid-keys.ts'

const gridFeatures = tableFeatures({ columnMeta: metaHelper<ColumnFacts>() })

export type GridColumn<T extends RowData> = ColumnDef<typeof gridFeatures, T>

/** Height in px of the header row; the window begins below it. */
export const gridHeaderHeight = 32

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
  /** Whether this is the row that is open beside the list. */
  isOpen: (row: T) => boolean
  /** Click on a row, or Enter on it. */
  onOpen: (row: T) => void
}

/**
 * Many rows, few on the page. TanStack Table draws up columns and cells of the rows in view, and of nothing else: it
 * never sees all rows. Focus stays on the grid and `aria-activedescendant` names the row, so a row that scrolls away
 * cannot take the focus with it.
 */
export function DataGrid<T extends RowData>(props: DataGridProps<T>) {
  const { label, view, rowHeight, chunk, rowCount, busy, isOpen, onOpen } = props
  const { attach, spacerHeight, bodyHeight } = view
  const id = useId()
  const [cursor, setCursor] = useState<number | null>(null)
  const columns = useMemo(() => columnsThatFit(props.columns, view.width), [props.columns, view.width])

  // Rows in view that are not at hand yet leave the nearest ones on the screen: never a blank frame.
  const last = Math.max(chunk.from, chunk.from + chunk.rows.length - view.size)
  const first = Math.min(Math.max(view.first, chunk.from), last)
  const data = useMemo(
    () => chunk.rows.slice(first - chunk.from, first - chunk.from + view.size),
    [chunk, first, view.size],
  )
  const table = useTable({ features: gridFeatures, columns, data })
  const layout = { gridTemplateColumns: tracksOf(columns, view.width) }

  function onKeyDown(event: KeyboardEvent) {
    const { altKey, ctrlKey, metaKey, shiftKey, key } = event
    if (altKey || metaKey || shiftKey) return
    if (key === 'Enter' && cursor !== null && !ctrlKey) {
      const row = chunk.rows[cursor - chunk.from]
      if (row === undefined) return
      event.preventDefault()
      onOpen(row)
      return
    }
    const all = chunk.rows.length === 0 ? 0 : view.count
    const next = nextCursor({ key, ctrlKey, cursor, first: view.first, pageSize: view.pageSize, count: all })
    if (next === null) return
    event.preventDefault()
    setCursor(next)
    view.reveal(next)
  }

  function onRowClick(event: MouseEvent, index: number, row: T) {
    setCursor(index)
    // A link does what links do, a new tab with the right keys among it; text being selected is no click.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (window.getSelection()?.isCollapsed === false) return
    onOpen(row)
  }

  const rows = table.getRowModel().rows
  const cursorInView = cursor !== null && cursor >= first && cursor < first + rows.length
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount < 0 ? -1 : rowCount + 1}
      aria-colcount={props.columns.length}
      aria-busy={busy}
      aria-activedescendant={cursorInView ? `${id}-${cursor}` : undefined}
      tabIndex={0}
      ref={attach}
      onKeyDown={onKeyDown}
      data-cursor={cursorInView || undefined}
      className="group @container focus-ring-inset relative data-cursor:outline-none min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain bg-surface [overflow-anchor:none]"
    >
      <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
        {table.getHeaderGroups().map((group) => (
          <div
            key={group.id}
            role="row"
            aria-rowindex={1}
            className="grid items-center px-3"
            style={{ ...layout, height: gridHeaderHeight - 1 }}
          >
            {group.headers.map((header) => (
              <div
                key={header.id}
                role="columnheader"
                aria-label={header.column.columnDef.meta?.label ?? header.id}
                aria-colindex={colIndex(props.columns, header.id)}
                className={`truncate px-2 text-xs font-medium text-muted ${header.column.columnDef.meta?.look ?? ''}`}
              >
                <table.FlexRender header={header} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: spacerHeight }}>
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
              const open = isOpen(row.original)
              return (
                // Keys are handled by the grid, which has the focus.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={index}
                  id={`${id}-${index}`}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-selected={open}
                  data-cursor={index === cursor || undefined}
                  onClick={(event) => onRowClick(event, index, row.original)}
                  className="grid cursor-default items-center border-b border-line px-3 hover:bg-hover aria-selected:bg-selected group-focus-visible:data-cursor:shadow-[inset_0_0_0_2px_var(--color-accent)]"
                  style={{ ...layout, height: rowHeight }}
                >
                  {row.getAllCells().map((cell) => (
                    <div
                      key={cell.id}
                      role="gridcell"
                      aria-colindex={colIndex(props.columns, cell.column.id)}
                      className={`min-w-0 truncate px-2 ${cell.column.columnDef.meta?.look ?? ''}`}
                    >
                      <table.FlexRender cell={cell} />
                    </div>
                  ))}
                </div>
              )
            })}
          </div>
        </div>
      </div>
    </div>
  )
}

function colIndex<T extends RowData>(columns: readonly GridColumn<T>[], id: string): number {
  return columns.findIndex((column) => column.id === id) + 1
}
