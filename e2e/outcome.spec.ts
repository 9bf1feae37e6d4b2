import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel } from './page-objects.ts'
import { expect, expectAccessibleInBoth, test } from './test.ts'

const knownOutcome = /^(Completed|Waiting at \w+|Ended: .+ at \w+|Failed at \w+|Stopped at \w+)$/

test('the outcomes of the rows in view appear by themselves, and those of other rows are not loaded', async ({
  page,
}) => {
  test.slow()
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
  await expect(list.rows.last().getByRole('gridcell').nth(5)).toHaveText(knownOutcome)
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
