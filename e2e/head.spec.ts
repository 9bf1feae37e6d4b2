import type { Locator } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf, sidOfRow } from './list.ts'
import { expect, expectAccessible, test } from './test.ts'

/** How many px below the top of the grid the row of that engagement stands. */
async function heightOf(grid: Locator, sid: string): Promise<number> {
  const row = grid.getByRole('row').filter({ has: grid.page().getByRole('link', { name: sid }) })
  const [inner, outer] = await Promise.all([row.boundingBox(), grid.boundingBox()])
  return (inner?.y ?? Number.NaN) - (outer?.y ?? Number.NaN)
}

test('new engagements are counted, and taking them in moves nothing', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.reminders)
  await list.readToTheEnd()
  await list.grid.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  const sid = await sidOfRow(list.rows.nth(2))
  const height = await heightOf(list.grid, sid)

  // One arrives about every four seconds; the first look comes after fifteen.
  const pill = page.getByRole('button', { name: /^\d+ new$/ })
  await pill.waitFor({ timeout: 40_000 })
  await expectAccessible(page)
  await expect(list.reading).toContainText(/^5,200 engagements read/)
  await pill.press('Enter')
  await expect(list.reading).toContainText(/^5,2(?!00)\d\d engagements read/)
  await expect(pill).toBeHidden()

  expect(await heightOf(list.grid, sid)).toBe(height)
  // The keyboard is in the list again, and on the same row.
  await expect(list.grid).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panelOf(page).region).toHaveAccessibleName(`Engagement ${sid}`)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'To the newest' }).click()
  await expect(list.rows.first()).toHaveAttribute('aria-rowindex', '2')
  expect(await sidOfRow(list.rows.nth(2))).not.toBe(sid)
  await expect(page.getByRole('button', { name: 'To the newest' })).toBeHidden()
})

test('back at a flow, what was read shows at once', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.getByRole('link', { name: 'Flowdesk' }).click()
  await page.getByRole('table', { name: 'Flows' }).getByRole('link', { name: 'Main menu (voice)' }).click()
  await list.rows.first().waitFor()
  await expect(list.reading).toContainText('that is all of them')
  expect(asked.filter((url) => url.includes('Engagements?PageSize=1000'))).toEqual([])
})
