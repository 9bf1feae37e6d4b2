import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

const knownOutcome = /^(Completed|Waiting at \w+|Ended: .+ at \w+|Failed at \w+|Stopped at \w+)$/

const getFilter = (page: Page) => page.getByRole('button', { name: /^Outcome/ })

test('the list is filtered by outcome, in the link too, and says how many outcomes are not loaded', async ({
  page,
  allowConsole,
}) => {
  test.slow()
  // The oldest run may pass its 30 days between the list and its steps.
  allowConsole(/404.*\/Steps/)
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await expect(list.rows.nth(3).getByRole('gridcell').nth(5)).toHaveText(knownOutcome)
  await getFilter(page).click()
  const menu = page.getByRole('menu', { name: 'Outcome' })
  await expect(menu.getByRole('menuitemcheckbox', { name: /^Completed/ })).toContainText(/[1-9]\d*\+/)
  await expect(menu.getByRole('menuitemcheckbox', { name: /^Not loaded/ })).toContainText(/[12],\d{3}$/)
  await expectAccessibleInBoth(page)
  await menu.getByRole('menuitemcheckbox', { name: /^Completed/ }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/outcome=completed/)
  await expect(list.rows.first().getByRole('gridcell').nth(5)).toHaveText('Completed')
  await expect(page.getByText(/runs with an outcome that isn’t loaded/)).toBeVisible()
  await expect(list.status('Ended')).toHaveAccessibleName(/^Ended \d+\+$/)
  await page.getByRole('button', { name: 'Show not loaded' }).click()
  await expect(page).toHaveURL(/outcome=not-loaded/)

  // That a run waits its status says: no steps are needed for this filter.
  await list.open(flowSids.orderStatus, '?outcome=waiting,broken')
  await expect(list.rows.first().getByRole('gridcell').nth(5)).toHaveText(/^Waiting at/)
  await expect(page.getByText(/isn’t an outcome/)).toBeVisible()
  await expect(page.getByText(/with an outcome that isn’t loaded/)).toBeHidden()
  await list.waitUntilLoaded()
  await expect(list.status('Active')).toHaveAccessibleName(/^Active \d+$/)
})

test('the panel’s head says the outcome, and the contact’s runs do', async ({ page }) => {
  const list = getListPage(page)
  const { region, tab } = getPanel(page)
  // An active run may end meanwhile.
  await list.open(flowSids.mainMenu, '?status=ended')
  await list.waitUntilLoaded()
  await expect(list.rows.nth(2).getByRole('gridcell').nth(5)).toHaveText(knownOutcome)
  const outcome = await list.rows.nth(2).getByRole('gridcell').nth(5).innerText()
  await list.rows.nth(2).getByRole('link').click()
  await expect(region.getByText(outcome, { exact: true }).first()).toBeVisible()
  await tab('Contact').click()
  await expect(region.getByRole('listitem').filter({ hasText: outcome }).first()).toBeVisible()
})

test('the outcomes of the rows in view appear by themselves, and those of other rows are not loaded', async ({
  page,
  allowConsole,
}) => {
  test.slow()
  // The oldest run may pass its 30 days between the list and its steps.
  allowConsole(/404.*\/Steps/)
  const stepsRequests = new Set<string>()
  page.on('request', (request) => {
    if (request.url().endsWith('/Steps')) stepsRequests.add(request.url())
  })
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await expect(page.getByRole('columnheader', { name: 'Outcome', exact: true })).toBeVisible()
  const outcomeOf = (index: number) => list.rows.nth(index).getByRole('gridcell').nth(5)
  for (const index of [0, 1, 2, 3]) await expect(outcomeOf(index)).toHaveText(knownOutcome)
  expect(stepsRequests.size).toBeLessThan(60)

  // A row far away is loaded only once it is in view.
  await list.grid.focus()
  await page.keyboard.press('End')
  await expect(list.rows.last()).toHaveAttribute('aria-rowindex', /^25\d\d$/)
  // Not the oldest: it may have passed its 30 days.
  await expect(list.rows.nth(-3).getByRole('gridcell').nth(5)).toHaveText(knownOutcome)
  await expectAccessibleInBoth(page)

  // A link of earlier has the columns it had, and no requests for a column that is not shown.
  await list.open(flowSids.mainMenu, '?cols=status,contact,engagement')
  stepsRequests.clear()
  await list.waitUntilLoaded()
  await expect(page.getByRole('columnheader')).toHaveCount(3)
  expect(stepsRequests.size).toBe(0)
  await list.rows.nth(1).getByRole('link').click()
  await expect(getPanel(page).region).toBeVisible()
})
