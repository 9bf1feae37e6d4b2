import { expect, type Locator, type Page } from '@playwright/test'

import type { FlowSid } from '#contract/sid.ts'

/** The list of a flow, by role and name. */
export function getListPage(page: Page) {
  const grid = page.getByRole('grid', { name: 'Engagements' })
  const rows = grid.getByRole('row').filter({ has: page.getByRole('gridcell') })
  return {
    grid,
    rows,
    loadingStatus: page.getByRole('region', { name: 'Reading' }),
    status: (name: 'All' | 'Active' | 'Ended') =>
      page.getByRole('radiogroup', { name: 'Status' }).getByRole('radio', { name: new RegExp(`^${name}`) }),
    /** Opens the list of a flow and waits for its first rows. */
    open: async (flowSid: FlowSid, query = '') => {
      await page.goto(`/flows/${flowSid}/engagements${query}`)
      await rows.first().waitFor()
    },
    /** Waits until the whole list is loaded and counted. */
    waitUntilLoaded: async () => {
      await page.getByText('all of them').waitFor({ timeout: 120_000 })
      await expect(grid).not.toHaveAttribute('aria-rowcount', '-1')
    },
  }
}

/** The panel of the open engagement. */
export function getPanel(page: Page) {
  const region = page.getByRole('region', { name: /^Engagement FN/ })
  return {
    region,
    tab: (name: 'Context' | 'Steps' | 'Story' | 'Conversation' | 'Contact' | 'Details' | 'Flow') =>
      region.getByRole('tab', { name }),
    tree: region.getByRole('tree', { name: 'Context' }),
    item: (name: string | RegExp): Locator => region.getByRole('treeitem', { name }),
  }
}

/** The SID of a row, which is the name of its link. */
export async function getRowSid(row: Locator): Promise<string> {
  return (await row.getByRole('link').getAttribute('aria-label')) ?? ''
}

/** Opens the filters, which on a phone are in a sheet. */
export async function openFilters(page: Page): Promise<void> {
  const opener = page.getByRole('button', { name: /^Filters/ })
  if (await opener.isVisible()) await opener.click()
}

export const getSearchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search engagements' })

export async function searchFor(page: Page, text: string): Promise<void> {
  await getSearchBox(page).fill(text)
  await getSearchBox(page).press('Enter')
}
