import { clampColumnWidth, type WithColumnMeta } from './column-meta.ts'

/** A user's setting for one column. A list of them is in display order; missing columns are hidden. */
export type ColumnLayoutItem = {
  readonly id: string
  /** In px; null for the default width. */
  readonly width: number | null
}

type AvailableColumns<C> = {
  /** The columns of the default layout, in order. */
  defaults: readonly C[]
  /** Creates a column that is not a default one; null for an unknown id. */
  createColumn: (id: string) => C | null
}

/**
 * The columns of a layout. As long as it has only the default columns, they may be hidden for lack of space. Once the
 * user has chosen columns, all of them are shown and the grid scrolls horizontally.
 */
export function applyColumnLayout<C extends WithColumnMeta>(
  layout: readonly ColumnLayoutItem[] | null,
  { defaults, createColumn }: AvailableColumns<C>,
): readonly C[] {
  if (layout === null) return defaults
  const isCustomized = !hasSameIds(layout, defaults)
  const seen = new Set<string>()
  const result: C[] = []
  for (const { id, width } of layout) {
    const column = seen.has(id) ? null : (defaults.find((each) => each.id === id) ?? createColumn(id))
    seen.add(id)
    if (column) result.push(withWidth(column, width, isCustomized))
  }
  const missingColumns = defaults.filter(
    ({ id, meta }) => meta?.isAlwaysVisible === true && !seen.has(id ?? ''),
  )
  return [...result, ...missingColumns.map((column) => withWidth(column, null, isCustomized))]
}

function withWidth<C extends WithColumnMeta>(column: C, width: number | null, isCustomized: boolean): C {
  const { meta } = column
  if (meta === undefined) return column
  const chosen = width === null ? {} : { width: clampColumnWidth(column, width) }
  return {
    ...column,
    meta: { ...meta, ...chosen, hidePriority: isCustomized || width !== null ? 0 : meta.hidePriority },
  }
}

/** The layout that shows these columns as they are. */
export function toColumnLayout(columns: readonly WithColumnMeta[]): readonly ColumnLayoutItem[] {
  return columns.map(({ id, meta }) => ({ id: id ?? '', width: meta?.width ?? null }))
}

export function hideColumn(layout: readonly ColumnLayoutItem[], id: string): readonly ColumnLayoutItem[] {
  return layout.filter((item) => item.id !== id)
}

/** Adds a column before another one, or at the end. Changes nothing if the column is already visible. */
export function showColumn(
  layout: readonly ColumnLayoutItem[],
  id: string,
  before: string | null,
): readonly ColumnLayoutItem[] {
  if (layout.some((item) => item.id === id)) return layout
  const index = layout.findIndex((item) => item.id === before)
  return layout.toSpliced(index < 0 ? layout.length : index, 0, { id, width: null })
}

/** Moves a column by `by` positions, no further than the ends. */
export function moveColumn(
  layout: readonly ColumnLayoutItem[],
  id: string,
  by: number,
): readonly ColumnLayoutItem[] {
  const from = layout.findIndex((item) => item.id === id)
  const moved = layout[from]
  if (moved === undefined) return layout
  return layout.toSpliced(from, 1).toSpliced(Math.max(0, from + by), 0, moved)
}

/** @param width in px; null for the default */
export function resizeColumn(
  layout: readonly ColumnLayoutItem[],
  id: string,
  width: number | null,
): readonly ColumnLayoutItem[] {
  return layout.map((item) => (item.id === id ? { id, width } : item))
}

/** The layout, or null if it equals the default, which need not be stored. */
export function nullIfDefault(
  layout: readonly ColumnLayoutItem[],
  defaults: readonly WithColumnMeta[],
): readonly ColumnLayoutItem[] | null {
  const same =
    layout.length === defaults.length &&
    layout.every(({ id, width }, i) => width === null && defaults[i]?.id === id)
  return same ? null : layout
}

function hasSameIds(layout: readonly ColumnLayoutItem[], defaults: readonly WithColumnMeta[]): boolean {
  const ids = new Set(layout.map(({ id }) => id))
  const missing = defaults.filter(({ id }) => !ids.has(id ?? ''))
  return (
    ids.size === defaults.length - missing.length && missing.every(({ meta }) => meta?.isAddedLater === true)
  )
}
