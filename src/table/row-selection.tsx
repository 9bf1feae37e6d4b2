import { useEffect, useEffectEvent, useRef } from 'react'

import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

import { toHtmlTable, toTabSeparated } from './copied-rows.ts'

/** The first and the last selected row, by index among all rows. */
export type RowRange = { readonly from: number; readonly to: number }

/** What is copied of the selected rows. */
export type CopiedRows = {
  readonly copied: number
  /** Rows of the selection that were never loaded, so that they could not be copied. */
  readonly missing: number
}

/** The callbacks are methods, so that the lazy component, which has no type parameter, takes rows of any type. */
type RowSelectionProps<T> = {
  view: Pick<VirtualWindow, 'scroller' | 'first' | 'last'>
  /** The loaded range of rows. */
  rowWindow: { from: number; rows: readonly T[] }
  /** Identifies a row, whatever its index. */
  getRowId(row: T): number
  /** The cells to copy of a row. */
  getCells(row: T): readonly string[]
  /** The selected rows; null unless the selected text spans more than one cell. */
  range: RowRange | null
  onRange: (range: RowRange | null) => void
  onCopied: (result: CopiedRows) => void
}

/**
 * Makes text selected with the mouse across cells a selection of rows, and copies these rows. Within one cell the browser
 * selects and copies as usual.
 */
export function RowSelection<T>(props: RowSelectionProps<T>): null {
  const { view, rowWindow, range, onRange, onCopied } = props
  const { scroller, first, last } = view
  // The selected rows that were loaded so far, by index: they may be scrolled away before they are copied.
  const selectedRows = useRef(new Map<number, T>())

  // A drag may have begun before this code was loaded.
  const isDragging = useRef(true)
  // The row where the drag began. Once it is scrolled away, the browser begins the selection at the first rendered row.
  const pressedRow = useRef<number | null>(null)

  const updateRange = useEffectEvent((edges: RowRange) => {
    if (!scroller) return
    const spanned = rangeOfSelection(scroller, range, isDragging.current ? edges : (range ?? edges))
    // This code may be loaded after the press.
    const anchor = document.getSelection()?.anchorNode
    const anchorRow = anchor && spanned ? rowIndexOf(scroller, anchor) : null
    if (typeof anchorRow === 'number') pressedRow.current ??= anchorRow
    // Also after the release: the last event of the selection comes later.
    const pressed = pressedRow.current
    const next =
      spanned === null || pressed === null
        ? spanned
        : { from: Math.min(spanned.from, pressed), to: Math.max(spanned.to, pressed) }
    if (next?.from !== range?.from || next?.to !== range?.to) onRange(next)
  })
  const onSelectionChange = useEffectEvent(() => updateRange({ from: first, to: last }))
  // A drag beyond the list scrolls it. The end of the selection stays outside, and goes on with the rows in view.
  useEffect(() => {
    if (isDragging.current) updateRange({ from: first, to: last })
  }, [first, last])

  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (range === null || event.clipboardData === null) return
    event.preventDefault()
    const cells: (readonly string[])[] = []
    for (let index = range.from; index <= range.to; index++) {
      const row = selectedRows.current.get(index)
      if (row !== undefined) cells.push(props.getCells(row))
    }
    event.clipboardData.setData('text/plain', toTabSeparated(cells))
    event.clipboardData.setData('text/html', toHtmlTable(cells))
    onCopied({ copied: cells.length, missing: range.to - range.from + 1 - cells.length })
  })

  const collectRows = useEffectEvent((selected: RowRange | null, { from, rows }: typeof rowWindow) => {
    const collected = selectedRows.current
    for (const index of collected.keys()) if (!isInRange(index, selected)) collected.delete(index)
    for (const [i, row] of rows.entries()) {
      const index = from + i
      if (!isInRange(index, selected)) continue
      const before = collected.get(index)
      if (before !== undefined && props.getRowId(before) !== props.getRowId(row)) {
        // The list has changed: other rows are at these indexes now.
        document.getSelection()?.removeAllRanges()
        onRange(null)
        return
      }
      collected.set(index, row)
    }
  })
  useEffect(() => collectRows(range, rowWindow), [range, rowWindow])

  useEffect(() => {
    if (!scroller) return
    const onChange = () => onSelectionChange()
    const onRowsCopy = (event: ClipboardEvent) => onCopy(event)
    // A selection that began before this code was loaded.
    onChange()
    const onPress = ({ target }: PointerEvent) => {
      const row = target instanceof Node ? rowIndexOf(scroller, target) : null
      isDragging.current = true
      pressedRow.current = typeof row === 'number' ? row : null
    }
    const onRelease = () => (isDragging.current = false)
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('pointerup', onRelease)
    document.addEventListener('pointercancel', onRelease)
    document.addEventListener('selectionchange', onChange)
    // Not on the grid: the event begins where the selection starts or the focus is, and both may be elsewhere.
    document.addEventListener('copy', onRowsCopy)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('pointerup', onRelease)
      document.removeEventListener('pointercancel', onRelease)
      document.removeEventListener('selectionchange', onChange)
      document.removeEventListener('copy', onRowsCopy)
    }
  }, [scroller])

  return null
}

/** Whether a row is in the range. */
function isInRange(index: number, range: RowRange | null): boolean {
  return range !== null && index >= range.from && index <= range.to
}

/**
 * The rows that the selected text spans.
 * @param before the range until now, for an end whose row is scrolled away
 * @param edges for an end outside the rows
 */
function rangeOfSelection(grid: HTMLElement, before: RowRange | null, edges: RowRange): RowRange | null {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0) return null
  const text = selection.getRangeAt(0)
  const start = rowIndexOf(grid, text.startContainer)
  const end = rowIndexOf(grid, text.endContainer)
  // Rows that are scrolled away leave the selection between rows, or collapse it there.
  if (text.collapsed) return start === 'between' ? before : null
  // Nothing of the rows, as in another part of the page, or all of them, as in the whole page.
  if (start === 'outside' && end === 'outside') return null
  if (isWithinCell(text)) return null
  return {
    from: typeof start === 'number' ? start : ((start === 'between' ? before : null) ?? edges).from,
    to: typeof end === 'number' ? end : ((end === 'between' ? before : null) ?? edges).to,
  }
}

/** The index of the row that holds the node; "between" for the element around all rows. */
function rowIndexOf(grid: HTMLElement, node: Node): number | 'between' | 'outside' {
  if (!grid.contains(node)) return 'outside'
  const element = node instanceof Element ? node : node.parentElement
  const row = element?.closest('[role=row]')
  if (!row) return 'between'
  // The header is row 1.
  const index = Number(row.ariaRowIndex) - 2
  return index < 0 ? 'outside' : index
}

/** Whether all selected text is in one cell. A triple click ends the selection at the start of the next cell. */
function isWithinCell(text: Range): boolean {
  const length = text.toString().length
  const inStartCell = text.cloneRange()
  const startCell = cellOf(text.startContainer)
  if (startCell) inStartCell.setEnd(startCell, startCell.childNodes.length)
  const inEndCell = text.cloneRange()
  const endCell = cellOf(text.endContainer)
  if (endCell) inEndCell.setStart(endCell, 0)
  return (
    (startCell !== null && (startCell === endCell || inStartCell.toString().length === length)) ||
    (endCell !== null && inEndCell.toString().length === length)
  )
}

function cellOf(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('[role=gridcell]') ?? null
}
