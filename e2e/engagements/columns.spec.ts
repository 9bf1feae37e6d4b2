import type { Locator, Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { readClipboard } from '../support/clipboard.ts'
import { getListPage, getPanel, testedPaths } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

/** The names of the list's columns, in order. */
async function getHeaderNames(page: Page): Promise<(string | null)[]> {
  const all = await page.getByRole('columnheader').all()
  return Promise.all(all.map((header) => header.getAttribute('aria-label')))
}

const getColumnHeader = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true })
const getColumnsDialog = (page: Page) => page.getByRole('dialog', { name: 'Columns' })

async function openColumns(page: Page) {
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await getColumnsDialog(page).getByRole('checkbox', { name: 'Contact' }).waitFor()
}

const defaultColumns = ['Status', 'Contact', 'Started', 'Updated', 'Duration', 'Outcome', 'Engagement']

/** Whether the contacts of the rows in view are in order. @param sign 1 for ascending, −1 for descending */
async function areContactsSorted(rows: Locator, sign: 1 | -1): Promise<boolean> {
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => row.querySelectorAll('[role=gridcell]')[1]?.textContent ?? ''),
  )
  const sorted = texts.toSorted((a, b) => sign * (a < b ? -1 : 1))
  return texts.length > 1 && texts.join() === sorted.join()
}

test('clicking a header sorts the rows', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await expect(getColumnHeader(page, 'Started')).toHaveAttribute('aria-sort', 'descending')
  await expect(getColumnHeader(page, 'Contact')).toHaveAttribute('aria-sort', 'none')
  await expect(getColumnHeader(page, 'Status')).not.toHaveAttribute('aria-sort')

  // A list of names begins with A; one of times with the latest.
  await page.getByRole('button', { name: 'Sort by Contact' }).click()
  await expect(getColumnHeader(page, 'Contact')).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/sort=contact/)
  await expect.poll(() => areContactsSorted(list.rows, 1)).toBe(true)
  await page.getByRole('button', { name: 'Sort by Contact' }).click()
  await expect(getColumnHeader(page, 'Contact')).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL(/sort=-contact/)
  await expect.poll(() => areContactsSorted(list.rows, -1)).toBe(true)
  await page.goBack()
  await page.goBack()
  await expect(getColumnHeader(page, 'Started')).toHaveAttribute('aria-sort', 'descending')
})

test('columns can be hidden, moved and resized; the browser and the link store that @both-sources', async ({
  page,
  secondUser,
}) => {
  test.slow()
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await expect.poll(() => getHeaderNames(page)).toEqual(defaultColumns)

  await openColumns(page)
  await expectAccessible(page)
  await getColumnsDialog(page).getByRole('checkbox', { name: 'Updated' }).click()
  await getColumnsDialog(page).getByRole('checkbox', { name: 'Duration' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await getColumnsDialog(page).getByRole('button', { name: 'Move Status down' }).click()
  const chosen = ['Contact', 'Status', 'Duration', 'Started', 'Outcome', 'Engagement']
  await expect.poll(() => getHeaderNames(page)).toEqual(chosen)
  await page.keyboard.press('Escape')

  const resizer = page.getByRole('separator', { name: 'Width of Contact' })
  const before = Number(await resizer.getAttribute('aria-valuenow'))
  await resizer.focus()
  // Both within one frame, before the new width is measured.
  await resizer.evaluate((element) => {
    for (const type of ['keydown', 'keyup', 'keydown', 'keyup'])
      element.dispatchEvent(new KeyboardEvent(type, { key: 'ArrowLeft', bubbles: true }))
  })
  await expect(resizer).toHaveAttribute('aria-valuenow', String(before - 16))
  await page.keyboard.press('Home')
  await expect(resizer).toHaveAttribute('aria-valuenow', '132')
  await page.keyboard.press('ArrowLeft')
  await expect(resizer).toHaveAttribute('aria-valuenow', '132')

  // A colleague sees the same columns with the link only; this browser also without it.
  await expect(page).toHaveURL(/cols=contact:132,status,duration,started,outcome,engagement/)
  await secondUser.goto(page.url())
  await expect.poll(() => getHeaderNames(secondUser)).toEqual(chosen)
  await expect(secondUser.getByRole('separator', { name: 'Width of Contact' })).toHaveAttribute(
    'aria-valuenow',
    '132',
  )
  await secondUser.goto(testedPaths.engagements(flowSids.mainMenu))
  await expect.poll(() => getHeaderNames(secondUser)).toEqual(defaultColumns)
  await list.open(flowSids.mainMenu)
  await expect.poll(() => getHeaderNames(page)).toEqual(chosen)

  await resizer.focus()
  await page.keyboard.press('Enter')
  await expect(resizer).not.toHaveAttribute('aria-valuenow', '132')
  await openColumns(page)
  await getColumnsDialog(page).getByRole('button', { name: 'Reset columns' }).click()
  await expect.poll(() => getHeaderNames(page)).toEqual(defaultColumns)
  await expect(page).not.toHaveURL(/cols/)
  await list.open(flowSids.mainMenu)
  await expect.poll(() => getHeaderNames(page)).toEqual(defaultColumns)
})

test('dragging the edge of a header resizes its column', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  const resizer = page.getByRole('separator', { name: 'Width of Started' })
  const box = await resizer.boundingBox()
  if (!box) throw new Error('The edge is not displayed.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 70, y, { steps: 5 })
  await page.mouse.up()
  await expect(resizer).toHaveAttribute('aria-valuenow', '246')
  await expect.poll(async () => (await resizer.boundingBox())?.x).toBeCloseTo(box.x + 70, 0)
  await resizer.dblclick()
  await expect(resizer).toHaveAttribute('aria-valuenow', '176')
})

test('a context value can be added as a column', async ({ page }) => {
  test.slow()
  const list = getListPage(page)
  const panel = getPanel(page)
  await list.open(flowSids.orderStatus)
  await list.waitUntilLoaded()
  await list.rows.nth(3).getByRole('link').click()
  await panel.item(/^flow, /).waitFor()
  await panel.region.getByRole('button', { name: 'Expand all' }).click()
  await panel
    .item(/^language: /)
    .first()
    .click()
  await panel.region.getByRole('button', { name: 'Add as column' }).click()
  await expect(getColumnHeader(page, 'variables.language')).toBeVisible()
  await expect(panel.region.getByRole('button', { name: 'Add as column' })).toBeDisabled()
  await panel.region.getByRole('button', { name: 'Close' }).click()
  // After Started, where it is in view.
  await expect(list.rows.nth(3).getByRole('gridcell').nth(3)).toHaveText(/^[a-z]{2}$/)
  await page.getByRole('button', { name: 'Undo adding the column' }).click()
  await expect(getColumnHeader(page, 'variables.language')).toHaveCount(0)

  // The grid scrolls sideways, so more columns than fit can be added.
  await openColumns(page)
  const path = getColumnsDialog(page).getByRole('textbox', { name: 'Value from the context' })
  await path.fill('flow.')
  await path.press('Enter')
  await expect(getColumnsDialog(page).getByRole('alert')).toContainText('isn’t the path of a single value')
  for (const name of ['flow.variables.order_number', 'trigger.message.Body', 'flow.nowhere', 'flow.sid']) {
    await path.fill(name)
    await path.press('Enter')
    await expect(
      getColumnsDialog(page).getByRole('checkbox', { name: name.split('.').slice(-2).join('.') }),
    ).toBeChecked()
  }
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(getColumnHeader(page, 'flow.nowhere')).toHaveAttribute('title', '$.flow.nowhere')
  await expect(list.rows.first().getByRole('gridcell').nth(4)).toHaveText('–Not in this context')
  expect(await list.grid.evaluate((grid) => grid.scrollWidth > grid.clientWidth)).toBe(true)

  // A column that is added comes into view, and the list says so.
  await openColumns(page)
  await path.fill('flow.flow_sid')
  await path.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Column flow.flow_sid added' })).toBeVisible()
  await expect(getColumnHeader(page, 'flow.flow_sid')).toBeInViewport({ ratio: 1 })
  await getColumnsDialog(page).getByRole('checkbox', { name: 'Status' }).click()
  await expect(getColumnHeader(page, 'Status')).toHaveCount(0)
  await getColumnsDialog(page).getByRole('checkbox', { name: 'Status' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Column Status added' })).toBeVisible()
  await expect(getColumnHeader(page, 'Status')).toBeInViewport({ ratio: 1 })
})

test('a context that was never loaded is not shown as empty', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.webChat, '?cols=contact,$.flow.variables.order_number,engagement')
  await expect(list.rows.first().getByRole('gridcell').nth(1)).toHaveText('not loaded')
})

test('rows keep the chosen height and position', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await list.grid.focus()
  for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown')
  const first = await list.rows.nth(1).getAttribute('aria-rowindex')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Comfortable' }).click()
  const height = async () => (await list.rows.nth(1).boundingBox())?.height
  expect(await height()).toBe(40)
  await expect(list.rows.nth(1)).toHaveAttribute('aria-rowindex', first ?? '')
  await page.reload()
  await list.rows.first().waitFor()
  expect(await height()).toBe(40)
})

test('the cell menu filters, excludes and copies', async ({ page, context }) => {
  test.slow()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const list = getListPage(page)
  const menu = page.getByRole('menu', { name: 'Cell' })
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const cell = list.rows.nth(4).getByRole('gridcell').nth(1)
  const contact = await cell.innerText()

  await cell.click({ button: 'right' })
  await menu.waitFor()
  await expectAccessible(page)
  await menu.getByRole('menuitem', { name: 'Copy' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible()
  expect(await readClipboard(page)).toBe(contact)

  // By keyboard: moves into the cells of the row and opens the menu of one.
  await list.grid.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  const active = await list.grid.getAttribute('aria-activedescendant')
  const firstContact = await list.rows.first().getByRole('gridcell').nth(1).innerText()
  await expect(page.locator(`[id="${active}"]`)).toHaveText(firstContact)
  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: 'Filter for this' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(list.grid).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: 'Filter for this' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list.loadingStatus).toContainText(/\d match/)
  await expect.poll(async () => getDistinctContacts(page)).toEqual([firstContact])
  await page.goBack()
  await expect(list.loadingStatus).not.toContainText('match')

  // The button in the cell under the pointer.
  await list.rows.first().getByRole('gridcell').nth(1).hover()
  await page.getByRole('button', { name: 'Menu of Contact' }).click()
  await menu.getByRole('menuitem', { name: 'Exclude this' }).click()
  await expect(list.loadingStatus).toContainText(/\d match/)
  await expect(list.rows.first().getByRole('gridcell').nth(1)).not.toHaveText(firstContact)
  await page.goBack()

  await list.rows.nth(5).getByRole('gridcell').nth(2).click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Only before' }).click()
  await expect(page).toHaveURL(/to=/)
})

/** The distinct contacts of the rows in view. */
async function getDistinctContacts(page: Page): Promise<string[]> {
  const rows = await getListPage(page).rows.all()
  return [...new Set(await Promise.all(rows.map((row) => row.getByRole('gridcell').nth(1).innerText())))]
}

test('go to a row by its number', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await expect(page.getByText(/^Rows 1–\d+$/)).toBeVisible()
  await list.grid.focus()
  await page.keyboard.press('Control+g')
  const number = page.getByRole('textbox', { name: 'Row number' })
  await expect(number).toBeFocused()
  await number.fill('1000000')
  await number.press('Enter')
  await expect(page.getByRole('alert')).toContainText('There is no row 1,000,000')
  await expectAccessible(page)
  await number.fill('1,201')
  await number.press('Enter')
  await expect(page.getByText(/^Rows 1,201–/)).toBeVisible()
  await expect(list.grid).toBeFocused()
  await page.keyboard.press('ArrowDown')
  const active = await list.grid.getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-rowindex', '1203')
})
