import { expect } from '@playwright/test'

import type { RoleLocator, AppDriver } from './app-driver.ts'

/** The list of a flow, by role and name. */
export function getEngineListPage(app: AppDriver) {
  const grid = app.get('grid', 'Engagements')
  return {
    grid,
    /** The row of a run, from 0. The grid's first `row` is its header. */
    row: (index: number): RoleLocator => grid.get('row').nth(index + 1),
    lastRow: grid.get('row').nth(-1),
    loadingStatus: app.get('region', 'Reading'),
    status: (name: 'All' | 'Active' | 'Ended') =>
      app.get('radiogroup', 'Status').get('radio', new RegExp(`^${name}`)),
    search: app.get('searchbox', 'Search engagements'),
    /** Opens the list of a flow and waits for its first row. */
    open: async (flowSid: string, query = '') => {
      await app.goto(`/flows/${flowSid}/engagements${query}`)
      await grid.get('row').nth(1).waitFor()
    },
    /** Waits until the whole list is loaded and counted. */
    waitUntilLoaded: async () => {
      await app.waitForText('all of them', { timeout: 120_000 })
      await expect.poll(() => grid.attribute('aria-rowcount')).not.toBe('-1')
    },
  }
}

/** The panel of the open run. */
export function getEnginePanel(app: AppDriver) {
  const region = app.get('region', /^Engagement FN/)
  return {
    region,
    tab: (name: string) => region.get('tab', name),
    tree: region.get('tree', 'Context'),
    item: (name: string | RegExp) => region.get('treeitem', name),
  }
}
