import type { Page } from '@playwright/test'

/** The left edges in px of the headers, and those of each row's cells that differ from them. */
export function findMisplacedCells(page: Page): Promise<{ headers: number; misplaced: number[][] }> {
  return page.evaluate(() => {
    const grid = document.querySelector('[role=grid]') ?? document.body
    const [headers = [], ...rows] = [...grid.querySelectorAll('[role=row]')].map((row) =>
      [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().left)),
    )
    const misplaced = rows.filter((cells) => cells.join() !== headers.join())
    return { headers: headers.length, misplaced: rows.length === 0 ? [headers] : misplaced }
  })
}

/** The names of the columns in view, in order. */
export const headerNames = (page: Page): Promise<string[]> =>
  page
    .getByRole('columnheader')
    .evaluateAll((headers) => headers.map((header) => header.getAttribute('aria-label') ?? ''))
