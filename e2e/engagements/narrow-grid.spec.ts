import { flowSids } from '#emulator/flows.ts'

import { findMisplacedCells, headerNames } from '../support/grid-columns.ts'
import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

test('on a phone, and at 400 %, Started fits beside the contact, also with a scroll bar', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const areTimesCut = () =>
    list.grid
      .getByRole('gridcell')
      .filter({ has: page.locator('time') })
      .evaluateAll((cells) => cells.map((cell) => cell.scrollWidth > cell.clientWidth))
  // Chromium hides scroll bars in tests. A classic one is 15 px wide.
  for (const [width, others] of [
    [390 - 15, []],
    [374, ['Outcome']],
    [360, ['Outcome']],
    [320, []],
    [320 - 15, []],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await expect
      .poll(() => headerNames(page), { message: `${width} px` })
      .toEqual(['Status', 'Contact', 'Started', ...others, 'Engagement'])
    const cut = await areTimesCut()
    expect(cut.length).toBeGreaterThan(1)
    expect(cut, `${width} px`).not.toContain(true)
  }
})

test('the match of a search takes no column away from a narrow grid: it is below them', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const widths = [305, 320, 390, 511, 512, 640, 700]
  const before = new Map<number, string[]>()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 640 })
    await expect.poll(async () => (await findMisplacedCells(page)).misplaced).toEqual([])
    // The columns follow the width a frame later.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    before.set(width, await headerNames(page))
  }
  await page.getByRole('searchbox', { name: 'Search engagements' }).fill('e')
  await expect(page.getByRole('columnheader', { name: 'Match' })).toBeVisible()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 640 })
    await expect
      .poll(async () => (await headerNames(page)).filter((name) => name !== 'Match'), {
        message: `${width} px`,
      })
      .toEqual(before.get(width))
    expect(await headerNames(page)).toContain('Started')
    await expect.poll(async () => (await findMisplacedCells(page)).misplaced).toEqual([])
    // Both at once: what stands above the list may still follow the width.
    const gap = await list.rows.first().evaluate((row) => {
      const box = (label: string) => row.querySelector(`[data-label=${label}]`)?.getBoundingClientRect()
      return (box('Match')?.top ?? 0) - (box('Contact')?.bottom ?? Infinity)
    })
    expect(gap, `${width} px`).toBeGreaterThanOrEqual(0)
    expect(await list.grid.evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0)
  }
  // Rows are as high as their two lines: the last one can be reached, and none overlaps another.
  await expect(page.getByRole('region', { name: 'Search', exact: true })).toContainText(/Searched all/)
  await list.grid.press('End')
  const count = await list.grid.getAttribute('aria-rowcount')
  expect(Number(count)).toBeGreaterThan(100)
  await expect(list.rows.last()).toHaveAttribute('aria-rowindex', count ?? '')
  const tops = await list.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top))
  expect(new Set(tops.slice(1).map((top, i) => Math.round(top - (tops[i] ?? 0))))).toEqual(new Set([52]))
})

test('phone numbers have separators in the narrowest Contact column, too', async ({ page }) => {
  const list = getListPage(page)
  const expectSeparators = async () => {
    const found = await list.grid.evaluate((grid) =>
      [...grid.querySelectorAll('[data-separator]')].map((separator) => ({
        content: getComputedStyle(separator, '::before').content,
        cell: separator.closest('[role=gridcell]')?.textContent,
      })),
    )
    expect(found).not.toEqual([])
    expect(found.filter(({ content }) => content === 'none')).toEqual([])
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await list.open(flowSids.orderStatus)
  await list.grid.locator('[data-separator]').first().waitFor({ state: 'attached' })
  await expectSeparators()
  await page.setViewportSize({ width: 1280, height: 720 })
  await list.rows.first().getByRole('link').click()
  await getPanel(page).tree.getByRole('treeitem').first().waitFor()
  await expectSeparators()
})
