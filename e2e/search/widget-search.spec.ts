import { flowSids } from '#emulator/flows.ts'

import { getListPage, searchFor } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

test('runs are found by a widget they passed, and by the last one once their steps are loaded', async ({
  page,
}) => {
  const list = getListPage(page)
  // Without the column “Outcome” no steps load by themselves.
  await list.open(flowSids.orderStatus, '?cols=status,contact,started,engagement')
  await list.waitUntilLoaded()
  const search = page.getByRole('region', { name: 'Search', exact: true })

  await searchFor(page, 'passed:give_up')
  await expect(search).toContainText(
    'There is a value at widgets.give_up. A widget that ran has left it; one that leaves none isn’t found.',
  )
  await expect(list.loadingStatus).toContainText(/[1-9]\d* match/)
  await expect(list.rows.first()).toContainText('widgets.give_up')
  await expect(page.getByRole('button', { name: /^Load steps/ })).toHaveCount(0)

  await searchFor(page, 'passed:give_up ended:give_up')
  await expect(search).toContainText('only runs whose steps are loaded are checked')
  await expect(list.loadingStatus).toContainText('0 match')
  await expect(page.getByText('which aren’t loaded, say').first()).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.getByRole('button', { name: /^Load steps \(\d+ requests?\)$/ }).click()
  await expect(list.loadingStatus).toContainText(/[1-9]\d* match/)
  await expect(list.rows.first()).toContainText('widgets.give_up')

  // The link has no steps: who opens it sees what is missing, not only "no match".
  await page.reload()
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toHaveValue(
    'passed:give_up ended:give_up',
  )
  await expect(page.getByRole('button', { name: /^Load steps/ })).toBeVisible()
})
