import { defaultView, paths } from '#address/address.ts'
import { parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf, sidOfRow } from './list.ts'
import { newestRun, newestRuns } from './runs.ts'
import { expect, expectAccessible, test } from './test.ts'

test('J and K go through the list as it is filtered, and the way back leads to the list', async ({
  page,
}) => {
  const list = listOf(page)
  await list.open(flowSids.survey, '?status=ended')
  await list.readToTheEnd()
  const sids = await Promise.all([0, 1, 2].map((i) => sidOfRow(list.rows.nth(i))))
  await list.rows.first().getByRole('link').click()
  const panel = (i: number) => page.getByRole('region', { name: `Engagement ${sids[i]}`, exact: true })
  await expect(panel(0).getByText(/^1 of \d+$/)).toBeVisible()
  await page.keyboard.press('j')
  await expect(panel(1)).toBeVisible()
  await page.keyboard.press('j')
  await expect(panel(2).getByText(/^3 of \d+$/)).toBeVisible()
  await page.keyboard.press('k')
  await panel(1).getByRole('button', { name: 'Previous engagement' }).click()
  await expect(panel(0).getByRole('button', { name: 'Previous engagement' })).toBeDisabled()
  await expect(page).toHaveURL(/status=ended/)

  await page.getByRole('searchbox', { name: 'Search engagements' }).pressSequentially('j')
  await expect(panel(0)).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(panelOf(page).region).toBeHidden()
})

test('the list goes along with J and K, however fast they are typed, and with nothing else', async ({
  page,
}) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  const opened = list.grid.getByRole('row', { selected: true })
  await list.rows.first().getByRole('link').click()
  await expect(panelOf(page).region.getByText(/^1 of \d/)).toBeVisible()
  for (let i = 0; i < 20; i++) await page.keyboard.press('j')
  await expect(panelOf(page).region.getByText(/^21 of \d/)).toBeVisible()
  await expect(opened).toBeInViewport({ ratio: 1 })
  await expect(opened).toHaveAttribute('aria-rowindex', '22')

  await list.grid.hover()
  await page.mouse.wheel(0, 3000)
  await expect(opened).toHaveCount(0)
  await list.rows.nth(5).getByRole('link').click()
  await expect(opened).toBeInViewport({ ratio: 1 })
  const { y } = (await opened.boundingBox()) ?? { y: 0 }
  await expect(panelOf(page).region.getByText(/^\d+ of \d/)).toBeVisible()
  expect((await opened.boundingBox())?.y).toBe(y)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(opened).toBeInViewport({ ratio: 1 })
})

test('on a phone the list is where J and K have led to when it is there again', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  await list.rows.first().getByRole('link').click()
  const next = panelOf(page).region.getByRole('button', { name: 'Next engagement' })
  await expect(next).toBeEnabled()
  for (let i = 0; i < 40; i++) await page.keyboard.press('j')
  await expect(list.grid).toBeHidden()
  const back = await panelOf(page).region.getByRole('button', { name: 'Close' }).boundingBox()
  expect(back?.x).toBeLessThan(20)
  await panelOf(page).region.getByRole('button', { name: 'Close' }).click()
  await expect(list.grid.getByRole('row').and(page.locator('[aria-rowindex="42"]'))).toBeInViewport({
    ratio: 1,
  })
})

test('the panel is as wide as it was made, after a reload too', async ({ page }) => {
  await listOf(page).open(flowSids.survey)
  await listOf(page).rows.first().getByRole('link').click()
  const { region } = panelOf(page)
  const edge = region.getByRole('separator', { name: 'Width of the panel' })
  const width = async () => (await region.boundingBox())?.width ?? 0
  const before = await width()
  await edge.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(width).toBeGreaterThan(before + 30)
  const box = await edge.boundingBox()
  if (!box) throw new Error('The edge is not drawn.')
  await page.mouse.move(box.x + 4, 300)
  await page.mouse.down()
  await page.mouse.move(500, 300)
  await page.mouse.up()
  await expect.poll(width).toBeCloseTo(1280 - 500, -1)
  await page.reload()
  await region.waitFor()
  await expect.poll(width).toBeCloseTo(1280 - 500, -1)
  await edge.dblclick()
  await expect.poll(width).toBeCloseTo(before, -1)
})

test('the other runs of the contact, and the old one that keeps it from starting anew', async ({ page }) => {
  const engagements = await newestRuns(page, flowSids.orderStatus, 1000)
  const blocking = engagements.findLast(
    ({ status, contact_channel_address: contact }, i) =>
      status === 'active' && engagements.findIndex((other) => other.contact_channel_address === contact) < i,
  )
  const newer = engagements.find(
    ({ contact_channel_address: contact }) => contact === blocking?.contact_channel_address,
  )
  const sid = parseSid('FN', newer?.sid)
  if (sid === null || !blocking)
    throw new Error('No contact among the newest 1,000 has a run after an active one.')
  await page.goto(paths.engagement(flowSids.orderStatus, sid, { ...defaultView, tab: 'contact' }))
  const { region } = panelOf(page)
  const runs = region.getByRole('list', { name: 'Runs of this contact' })
  await expect(runs.getByRole('link', { name: sid })).toHaveAttribute('aria-current', 'page')
  await expect(region.getByText(/is keeping this contact from starting a new one/)).toBeVisible()
  await expectAccessible(page)
  await region.getByRole('link', { name: 'Open it' }).click()
  await expect(page.getByRole('region', { name: /^Engagement FN/ })).not.toHaveAccessibleName(
    `Engagement ${sid}`,
  )
  await expect(page.getByText(/is keeping this contact from starting a new one/)).toHaveCount(0)
})

test('on a phone the tab a link leads to is in view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const sid = await newestRun(page, flowSids.survey)
  await page.goto(paths.engagement(flowSids.survey, sid, { ...defaultView, tab: 'details' }))
  await expect(panelOf(page).tab('Details')).toBeInViewport({ ratio: 0.9 })
})
