import type { Locator, Page } from '@playwright/test'

import type { FlowSid } from '#contract/sid.ts'

/** What journeys do with the list of a flow, by role and name. */
export function listOf(page: Page) {
  const grid = page.getByRole('grid', { name: 'Engagements' })
  const rows = grid.getByRole('row').filter({ has: page.getByRole('gridcell') })
  return {
    grid,
    rows,
    reading: page.getByRole('region', { name: 'Reading' }),
    status: (name: 'All' | 'Active' | 'Ended') =>
      page.getByRole('radiogroup', { name: 'Status' }).getByRole('radio', { name: new RegExp(`^${name}`) }),
    /** Opens the list of a flow and waits for its first rows. */
    open: async (flowSid: FlowSid, query = '') => {
      await page.goto(`/flows/${flowSid}/engagements${query}`)
      await rows.first().waitFor()
    },
    /** Waits until the end of the list has been read. */
    readToTheEnd: async () => {
      await page.getByText('that is all of them').waitFor({ timeout: 120_000 })
    },
  }
}

/** The panel of an engagement, whichever it is. */
export function panelOf(page: Page) {
  const region = page.getByRole('region', { name: /^Engagement FN/ })
  return {
    region,
    tab: (name: 'Context' | 'Steps' | 'Story' | 'Conversation' | 'Contact' | 'Details') =>
      region.getByRole('tab', { name }),
    tree: region.getByRole('tree', { name: 'Context' }),
    item: (name: string | RegExp): Locator => region.getByRole('treeitem', { name }),
  }
}

/** The SID a row's link is named by. */
export async function sidOfRow(row: Locator): Promise<string> {
  return (await row.getByRole('link').getAttribute('aria-label')) ?? ''
}
