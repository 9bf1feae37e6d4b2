import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getSearchBox, searchFor, testedSource } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

/** The rows of the grid that are fully in the window, below the grid's header and above the footer. */
function countVisibleRows(page: Page): Promise<number> {
  return page.evaluate(() => {
    const grid = document.querySelector('[role=grid]')
    if (!grid) return 0
    const { top, bottom } = grid.getBoundingClientRect()
    return [...grid.querySelectorAll('[role=row]')].slice(1).filter((row) => {
      const box = row.getBoundingClientRect()
      return box.top >= top + 31 && box.bottom <= Math.min(bottom, window.innerHeight) + 1
    }).length
  })
}

test('at 640 px how many runs match is not cut off while the list is read', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  const list = getListPage(page)
  // Asked of Twilio, as executions are, a status is soon read.
  await list.open(
    flowSids.parcels,
    `?channel=phone${testedSource() === 'executions' ? '' : '&status=active'}`,
  )
  const count = list.loadingStatus.getByText(/^[\d,]+ match$/)
  await expect(count).toBeInViewport({ ratio: 1 })
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await expect(page.getByRole('button', { name: 'Read everything' })).toBeVisible()
  await expect(count).toBeInViewport({ ratio: 1 })
})

for (const [width, height] of [
  [640, 400],
  [320, 256],
] as const) {
  test(`a window of ${width} × ${height} px leaves the list four rows`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const list = getListPage(page)
    await list.open(flowSids.orderStatus)
    await list.waitUntilLoaded()
    await expect.poll(() => countVisibleRows(page)).toBeGreaterThanOrEqual(4)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wider).toBe(false)

    // With more above it, the list scrolls up to take the room.
    await page.getByRole('searchbox', { name: 'Search engagements' }).fill('order')
    await expect(list.loadingStatus).toContainText(/\d match/)
    await list.grid.focus()
    await page.keyboard.press('ArrowDown')
    await list.grid.evaluate((grid) => grid.scrollIntoView({ block: 'end' }))
    await expect.poll(() => countVisibleRows(page)).toBeGreaterThanOrEqual(4)

    // An opened run scrolls up as well.
    await list.rows.first().getByRole('link').press('Enter')
    const { tree } = getPanel(page)
    await tree.getByRole('treeitem').first().waitFor()
    await tree.evaluate((element) => element.scrollIntoView({ block: 'end' }))
    await expect(tree.getByRole('treeitem').nth(2)).toBeInViewport({ ratio: 1 })
  })
}

test('with a search, a status and the panel, a third of the window at most stands above the first row', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  const list = getListPage(page)
  await list.open(flowSids.orderStatus, '?status=ended')
  await list.waitUntilLoaded()
  await searchFor(page, 'order')
  await expect(list.loadingStatus).toContainText(/\d match/)
  await list.rows.first().getByRole('link').click()
  await getPanel(page).tree.getByRole('treeitem').first().waitFor()
  const top = async () => (await list.rows.first().boundingBox())?.y ?? Infinity
  await expect.poll(top).toBeLessThanOrEqual(720 / 3)
})

for (const [above, isPanelOpen] of [
  ['the first row', false],
  ['the grid beside the panel', true],
] as const) {
  test(`with the histogram folded, a fifth of the window at most stands above ${above}`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 })
    const list = getListPage(page)
    await list.open(flowSids.orderStatus)
    await list.waitUntilLoaded()
    const histogram = page.getByRole('button', { name: 'Histogram' })
    if (isPanelOpen) {
      await list.rows.first().getByRole('link').click()
      await getPanel(page).tree.getByRole('treeitem').first().waitFor()
    }
    if ((await histogram.getAttribute('aria-expanded')) === 'true') await histogram.click()
    await expect(histogram).toHaveAttribute('aria-expanded', 'false')
    const below = isPanelOpen ? list.grid : list.rows.first()
    await expect.poll(async () => (await below.boundingBox())?.y).toBeLessThanOrEqual(720 / 5)
  })
}

test('the button of the histogram stands in the first line of the filters, however many lines they take', async ({
  page,
}) => {
  const list = getListPage(page)
  for (const [width, height] of [
    [640, 400],
    [760, 600],
    [1024, 720],
  ] as const) {
    await page.setViewportSize({ width, height })
    await list.open(flowSids.survey, '?status=ended&channel=phone&duration=60..')
    const search = await getSearchBox(page).boundingBox()
    const button = await page.getByRole('button', { name: 'Histogram' }).boundingBox()
    expect(button?.y).toBeCloseTo(search?.y ?? 0, -1)
    expect((button?.x ?? 0) + (button?.width ?? 0)).toBeCloseTo(width - 20, -1)
  }
})
