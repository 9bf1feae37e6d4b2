/** The rendered widths of the columns, in px. */
export function measureHeaderWidths(grid: Element | null): number[] {
  return headersOf(grid).map((header) => header.getBoundingClientRect().width)
}

/** Scrolls the grid horizontally, no further than needed to bring the column into view. */
export function scrollColumnIntoView(grid: Element | null, column: number): void {
  headersOf(grid)[column]?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
}

function headersOf(grid: Element | null): Element[] {
  return [...(grid?.querySelectorAll('[role=columnheader]') ?? [])]
}
