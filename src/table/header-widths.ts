/** The widths of the columns as they are drawn, in px. */
export function headerWidths(grid: Element | null): number[] {
  return headersOf(grid).map((header) => header.getBoundingClientRect().width)
}

/** Scrolls the grid sideways, no further than needed for the column to be in view. */
export function revealColumn(grid: Element | null, column: number): void {
  headersOf(grid)[column]?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
}

function headersOf(grid: Element | null): Element[] {
  return [...(grid?.querySelectorAll('[role=columnheader]') ?? [])]
}
