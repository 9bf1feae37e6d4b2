import { expect, test, type Locator, type Page } from '@playwright/test'

import { runListOf, runSources, type RunSource } from '#contract/run-source.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { paths, type UrlState } from '#urls/urls.ts'

/** Where a journey of the list reads runs from, as its project in `playwright.config.ts` says. */
export function testedSource(): RunSource {
  const { source } = test.info().project.metadata
  return runSources.find((each) => each === source) ?? 'engagements'
}

/** The addresses of a flow's list and of one run, on the tested source. */
export const testedPaths = {
  engagements: (flowSid: FlowSid, urlState?: UrlState) =>
    paths.engagements(runListOf(flowSid, testedSource()), urlState),
  engagement: (flowSid: FlowSid, sid: EngagementSid, urlState?: UrlState) =>
    paths.engagement(runListOf(flowSid, testedSource()), sid, urlState),
}

/** The API's path of a flow's runs on the tested source. */
export const testedApiPath = (flowSid: FlowSid) =>
  testedSource() === 'engagements'
    ? `/api/v1/Flows/${flowSid}/Engagements`
    : `/api/v2/Flows/${flowSid}/Executions`

/** Matches requests for pages of runs, from either source. */
export const runsPageRequest = /\/(Engagements|Executions)\?PageSize=1000/

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
      await page.goto(testedPaths.engagements(flowSid) + query)
      await rows.first().waitFor()
    },
    /** Switches a list that was opened from the first page to the tested source. */
    chooseTestedSource: async () => {
      const name = testedSource() === 'executions' ? 'Executions' : 'Engagements'
      await page.getByRole('radiogroup', { name: 'Source' }).getByRole('radio', { name }).check()
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

/** Holds the requests that match until the returned function is called. */
export async function holdRequests(page: Page, url: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(url, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}
