/** The rendered widths of the columns, in px. */
export function measureHeaderWidths(grid: Element | null): number[] {
  return headersOf(grid).map((header) => header.getBoundingClientRect().width)
}

/**
 * Scrolls the grid horizontally, no further than needed to bring the column into view.
 * @param column its index among the visible columns
 */
export function scrollColumnIntoView(grid: Element | null, column: number): void {
  headersOf(grid)[column]?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
}

/**
 * The same by the column's position among all columns, from 1.
 * @returns false if the column is hidden for lack of space
 */
export function scrollColumnAtIntoView(grid: Element | null, colIndex: number): boolean {
  const visibleIndex = headersOf(grid).findIndex((header) => header.ariaColIndex === String(colIndex))
  scrollColumnIntoView(grid, visibleIndex)
  return visibleIndex >= 0
}

function headersOf(grid: Element | null): Element[] {
  return [...(grid?.querySelectorAll('[role=columnheader]') ?? [])]
}
