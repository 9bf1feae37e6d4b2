import type { Locator } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid, runsPageRequest, testedSource } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

/** The distance in px of an engagement's row from the top of the grid. */
async function getRowOffset(grid: Locator, sid: string): Promise<number> {
  const row = grid.getByRole('row').filter({ has: grid.page().getByRole('link', { name: sid }) })
  const [inner, outer] = await Promise.all([row.boundingBox(), grid.boundingBox()])
  return (inner?.y ?? Number.NaN) - (outer?.y ?? Number.NaN)
}

test('new engagements are counted, move no row in view, and the button leads up to them', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.reminders)
  await list.waitUntilLoaded()
  await list.grid.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  const sid = await getRowSid(list.rows.nth(2))
  const first = await getRowSid(list.rows.first())
  const offset = await getRowOffset(list.grid, sid)

  // One arrives about every four seconds; the first check comes after fifteen.
  const button = page.getByRole('button', { name: /^\d+ new$/ })
  await button.waitFor({ timeout: 40_000 })
  await expectAccessible(page)
  await expect(list.loadingStatus).toContainText(/^5,200 engagements read/)
  expect(await getRowOffset(list.grid, sid)).toBe(offset)
  // It covers no row.
  const [box, grid] = await Promise.all([button.boundingBox(), list.grid.boundingBox()])
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(grid?.y ?? 0)

  await list.grid.evaluate((element) => element.scrollTo(0, 3200))
  await expect(list.rows.first()).toHaveAttribute('aria-rowindex', '102')
  await button.press('Enter')
  await expect(list.loadingStatus).toContainText(/^5,2(?!00)\d\d engagements read/)
  await expect(button).toBeHidden()
  await expect(list.rows.first()).toHaveAttribute('aria-rowindex', '2')
  await expect.poll(() => getRowSid(list.rows.first())).not.toBe(first)
  // The focus is in the list again, and the cursor on the same run.
  await expect(list.grid).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${sid}`)
})

test('returning to a flow shows the loaded rows at once', async ({ page }) => {
  const list = getListPage(page)
  let pages = 0
  page.on('request', (request) => (pages += Number(runsPageRequest.test(request.url()))))
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  expect(pages).toBe(3)
  await page.getByRole('link', { name: 'Flowdesk' }).click()
  await page.getByRole('table', { name: 'Flows' }).getByRole('link', { name: 'Main menu (voice)' }).click()
  await list.rows.first().waitFor()
  await expect(list.loadingStatus).toContainText('all of them')
  // The first page's links lead to Engagements, until Executions have been chosen.
  expect(pages).toBe(testedSource() === 'engagements' ? 3 : 6)
})
