import type { Locator, Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { findMisplacedCells } from '../support/grid-columns.ts'
import { getListPage, getPanel, getRowSid } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

for (const rows of ['many', 'few'] as const) {
  test(`with ${rows} rows every cell is under its header, at any width, panel open or closed`, async ({
    page,
  }) => {
    test.slow()
    const list = getListPage(page)
    await list.open(flowSids.mainMenu)
    await list.waitUntilLoaded()
    if (rows === 'few') {
      const sid = await getRowSid(list.rows.nth(2))
      await page.getByRole('searchbox', { name: 'Search engagements' }).fill(sid)
      await expect(list.loadingStatus).toContainText(/\b1 match/)
    }
    const columnCounts = new Set<number>()
    async function check(width: number, state: string) {
      await page.setViewportSize({ width, height: 720 })
      await expect
        .poll(async () => (await findMisplacedCells(page)).misplaced, { message: `${width} px, ${state}` })
        .toEqual([])
      columnCounts.add((await findMisplacedCells(page)).headers)
    }
    for (const width of [1280, 800, 640, 390, 320, 700, 1280]) await check(width, 'panel closed')
    await list.rows.first().getByRole('link').click()
    await getPanel(page).region.waitFor()
    for (const width of [1280, 1100, 1024, 1440]) await check(width, 'panel open')
    await page.keyboard.press('Escape')
    await check(1280, 'panel closed again')
    expect(columnCounts.size).toBeGreaterThan(2)
  })
}

/** What is too small to touch, or makes iOS zoom: controls below 24 px in either direction, text fields below 16 px. */
function findSmallControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>('button, input, select, textarea, [role=tab]'),
    ]
    return controls.flatMap((control) => {
      // A bar whose parts are too small stands beside a list with the same.
      if (!control.checkVisibility() || control.closest('[aria-hidden=true]')) return []
      // It reaches over its whole row.
      if (getComputedStyle(control, '::after').position === 'absolute') return []
      const { width, height } = (control.closest('label') ?? control).getBoundingClientRect()
      const isField = control.matches('input:not([type=radio], [type=checkbox])')
      const isSmall = Math.min(width, height) < 24
      const zooms = isField && Number.parseFloat(getComputedStyle(control).fontSize) < 16
      return width > 1 && (isSmall || zooms) ? [control.outerHTML.slice(0, 200)] : []
    })
  })
}

test('on a phone the filters are in a sheet, nothing scrolls sideways, and controls are large enough', async ({
  page,
}) => {
  test.slow()
  await page.setViewportSize({ width: 320, height: 640 })
  const list = getListPage(page)
  async function check(screen: string) {
    expect.soft(await findSmallControls(page), screen).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(overflow, screen).toBeLessThanOrEqual(0)
  }
  await page.goto('/')
  await page.getByRole('link', { name: 'Order status (SMS)' }).waitFor()
  await check('flows')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('combobox', { name: 'Time zone' }).waitFor()
  await check('settings')
  await list.open(flowSids.orderStatus)
  await list.waitUntilLoaded()
  await check('list')

  const sheet = page.getByRole('dialog', { name: 'Filters' })
  const opener = page.getByRole('button', { name: /^Filters/ })
  await expect(page.getByRole('button', { name: 'Date range' })).toBeHidden()
  await opener.press('Enter')
  await expect(sheet.getByRole('button', { name: 'Done' })).toBeFocused()
  await sheet.getByRole('radio', { name: /^Ended/ }).check()
  await check('filters')
  await expectAccessibleInBoth(page)
  await sheet.getByRole('button', { name: 'Date range' }).click()
  const dateRange = page.getByRole('dialog', { name: 'Date range' })
  await dateRange.getByLabel('From').waitFor()
  await check('date range')
  // Esc closes the innermost first.
  await page.keyboard.press('Escape')
  await expect(dateRange).toBeHidden()
  await expect(sheet.getByRole('button', { name: 'Date range' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(opener).toBeFocused()
  await expect(opener).toHaveText('Filters1')

  await list.rows.first().getByRole('link').click()
  const { region, tab } = getPanel(page)
  for (const name of ['Context', 'Steps', 'Story', 'Conversation', 'Contact', 'Details', 'Flow'] as const) {
    await tab(name).click()
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true')
    await region.getByRole('tabpanel').waitFor()
    // Its code and its data load last.
    if (name === 'Flow')
      await region
        .getByTitle(/ in the graph$/)
        .first()
        .waitFor()
    await check(name)
  }
})

for (const flow of ['mainMenu', 'orderStatus'] as const) {
  test(`at 320 px the Contact tab of ${flow} shows times and durations whole`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    const list = getListPage(page)
    await list.open(flowSids[flow])
    await list.waitUntilLoaded()
    await list.rows.first().getByRole('link').click()
    const { region, tab } = getPanel(page)
    await tab('Contact').click()
    const runs = region.getByRole('list', { name: 'Runs of this contact' })
    await runs.getByRole('listitem').first().waitFor()
    const cut = await runs.evaluate((element) => [
      element.scrollWidth > element.clientWidth,
      ...[...element.querySelectorAll('li > :nth-child(3), li > :nth-child(4)')].map(
        (each) =>
          each.scrollWidth > each.clientWidth || each.getBoundingClientRect().right > window.innerWidth,
      ),
    ])
    expect(cut.length).toBeGreaterThan(1)
    expect(cut).not.toContain(true)
  })
}

for (const flow of ['reminders', 'mainMenu', 'webChat'] as const) {
  test(`contacts of ${flow} can be read at any width`, async ({ page }) => {
    const list = getListPage(page)
    await list.open(flowSids[flow])
    for (const width of [1280, 1000, 640, 390, 375, 320]) {
      await page.setViewportSize({ width, height: 720 })
      await expect
        .poll(() => list.grid.evaluate(findCutNumbers), { message: `numbers cut at ${width} px` })
        .toEqual([])
    }
  })
}

/** The contacts whose number, or the first ten characters of another name, are cut off. */
function findCutNumbers(grid: Element): string[] {
  const cells = [...grid.querySelectorAll('[role=gridcell][aria-colindex="2"]')]
  return cells.flatMap((cell) => {
    const address = cell.textContent ?? ''
    const texts: Text[] = []
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
    // A number is several texts, between its separators.
    const number = texts.find(({ data }) => data.startsWith('+'))
    const [start, end] = [number ?? texts.at(-1), texts.at(-1)]
    if (!start || !end) return []
    const range = document.createRange()
    range.setStart(start, 0)
    range.setEnd(end, number ? end.length : Math.min(10, end.length))
    const text = range.getBoundingClientRect()
    const box = cell.getBoundingClientRect()
    const isVisible =
      text.left >= box.left && text.right <= box.right && text.top >= box.top && text.bottom <= box.bottom
    return isVisible && (number ?? end).data.length > 1 ? [] : [address]
  })
}

/** Expects that what is selected has another background than what is not. */
async function expectDistinct(selected: Locator, other: Locator): Promise<void> {
  expect(await backgroundOf(selected)).not.toBe(await backgroundOf(other))
}

function backgroundOf(locator: Locator): Promise<string> {
  return locator.evaluate((element) => getComputedStyle(element).backgroundColor)
}

test('with forced colours, what is selected and each status can be told apart', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const list = getListPage(page)
  await list.open(flowSids.orderStatus)
  await list.waitUntilLoaded()
  // A match is a box of its own in the Match column: its text must not stand on the page's colour.
  await page.getByRole('searchbox', { name: 'Search engagements' }).fill('delivered')
  const mark = list.rows.locator('mark').first()
  await mark.waitFor()
  await expect(mark).toHaveCSS('forced-color-adjust', 'none')
  // A match in the selected row keeps the colours of matches: the row's text would be white on yellow.
  await page.getByRole('searchbox', { name: 'Search engagements' }).fill('+447700')
  await list.rows
    .filter({ has: page.locator('mark', { hasText: '+447700' }) })
    .first()
    .getByRole('link')
    .click()
  const selectedMark = page.locator('[role=row][aria-selected=true] mark').first()
  const color = await mark.evaluate((each) => getComputedStyle(each).color)
  await expect(selectedMark).toHaveCSS('color', color)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear filters' }).click()

  await list.rows.nth(1).getByRole('link').click()
  await getPanel(page).tree.getByRole('treeitem').first().waitFor()
  // The opened row may have moved: the rows of the search stay until the others are there.
  const rowWhere = (selected: boolean) => list.rows.and(page.locator(`[aria-selected=${selected}]`)).first()
  await expectDistinct(rowWhere(true), rowWhere(false))
  await expectDistinct(getPanel(page).tab('Context'), getPanel(page).tab('Steps'))
  const radios = page.getByRole('radiogroup', { name: 'Status' }).locator('label')
  await expectDistinct(radios.nth(0), radios.nth(1))
  // Filled or hollow. Forced colours remove backgrounds and shadows.
  const dotBorder = (status: string) =>
    list.rows
      .filter({ has: page.getByRole('gridcell', { name: status }) })
      .first()
      .locator('[aria-hidden]')
      .first()
      .evaluate((dot) => getComputedStyle(dot).borderTopWidth)
  expect(await dotBorder('Active')).not.toBe(await dotBorder('Ended'))

  // The keyboard cursor is an outline, and nothing else has one.
  await list.grid.focus()
  await page.keyboard.press('ArrowDown')
  const outlined = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element)
          return outlineStyle !== 'none' && outlineWidth !== '0px'
        })
        .map((element) => element.getAttribute('role') ?? element.tagName),
    )
  await expect.poll(outlined).toEqual(['row'])
  await page.goto('/')
  await page.getByRole('row').nth(1).waitFor()
  expect(await outlined()).toEqual([])
})
