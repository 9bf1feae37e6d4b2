import type { Locator, Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { readClipboard } from '../support/clipboard.ts'
import { getListPage, getRowSid } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

const cellOf = (row: Locator, column: number) => row.getByRole('gridcell').nth(column)

/** The point in px at the start of a cell's text. */
async function pointIn(cell: Locator): Promise<{ x: number; y: number }> {
  const box = await cell.boundingBox()
  if (!box) throw new Error('The cell is not displayed.')
  return { x: box.x + 12, y: box.y + box.height / 2 }
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await pointIn(from), await pointIn(to)]
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 8 })
  await page.mouse.up()
}

/** Copies rows with the keyboard, and waits for the message about them. Returns what the clipboard has then. */
async function copyRows(page: Page, rows: number): Promise<{ cells: string[][]; html: string }> {
  await page.keyboard.press('Control+c')
  // Before the clipboard is read, which may take longer than the message is displayed.
  await expect(getStatus(page, `Copied ${rows} rows`)).toBeVisible()
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const read = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : '')
    const text = await read('text/plain')
    return { cells: text.split('\n').map((line) => line.split('\t')), html: await read('text/html') }
  })
}

const getSelectedRows = (page: Page) => page.locator('[role=row][data-selected]')
const getStatus = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })

test('rows selected with the mouse are copied as a table, in both directions', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const rows = [2, 3, 4, 5].map((index) => list.rows.nth(index))
  const sids = await Promise.all(rows.map(getRowSid))
  const contacts = await Promise.all(rows.map((row) => cellOf(row, 1).innerText()))

  for (const [from, to] of [
    [2, 5],
    [5, 2],
  ] as const) {
    await drag(page, cellOf(list.rows.nth(from), 1), cellOf(list.rows.nth(to), 2))
    await expect(getSelectedRows(page)).toHaveCount(4)
    const { cells, html } = await copyRows(page, 4)
    expect(cells.map((line) => line.length)).toEqual([7, 7, 7, 7])
    expect(cells.map((line) => line[1])).toEqual(contacts)
    expect(cells.map((line) => line[6])).toEqual(sids)
    expect(html.match(/<tr>/g)).toHaveLength(4)
    for (const sid of sids) expect(html).toContain(`<td>${sid}</td>`)
    // A click ends the selection.
    await page.getByRole('columnheader', { name: 'Duration' }).click({ position: { x: 10, y: 5 } })
    await expect(getSelectedRows(page)).toHaveCount(0)
  }
  expect(page.url()).not.toContain('FN')
})

test('selected rows are copied also while the focus is elsewhere, or where the drag began above them', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await drag(page, cellOf(list.rows.first(), 1), cellOf(list.rows.nth(2), 2))
  await expect(getSelectedRows(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Mask personal data' }).focus()
  expect((await copyRows(page, 3)).cells).toHaveLength(3)

  await drag(page, page.getByRole('heading', { level: 1 }), cellOf(list.rows.nth(1), 2))
  await expect(getSelectedRows(page)).toHaveCount(2)
  expect((await copyRows(page, 2)).cells).toHaveLength(2)
})

test('copied rows have the visible columns, and are masked as on the screen', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu, '?channel=phone&cols=contact,engagement')
  await list.waitUntilLoaded()
  await page.getByRole('button', { name: 'Mask personal data' }).click()
  await expect(cellOf(list.rows.first(), 0)).toContainText('•')
  const contacts = await Promise.all([0, 1].map((index) => cellOf(list.rows.nth(index), 0).innerText()))
  await drag(page, cellOf(list.rows.first(), 0), cellOf(list.rows.nth(1), 0))
  await expect(getSelectedRows(page)).toHaveCount(2)
  const { cells, html } = await copyRows(page, 2)
  // As in a CSV file, the apostrophe keeps a spreadsheet from running "+1••" as a formula.
  expect(cells.map((line) => line[0])).toEqual(contacts.map((contact) => `'${contact}`))
  expect(cells.map((line) => line.length)).toEqual([2, 2])
  expect(html).toContain(`<td>'${contacts[0]}</td>`)
})

test('rows that were scrolled away while selecting are copied too', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const firstSid = await getRowSid(list.rows.nth(1))
  const start = await pointIn(cellOf(list.rows.nth(1), 1))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 200, start.y + 64, { steps: 4 })
  await expect(getSelectedRows(page)).toHaveCount(3)
  for (let i = 0; i < 6; i++) {
    const before = await list.rows.first().getAttribute('aria-rowindex')
    await list.grid.evaluate((grid) => grid.scrollBy(0, 320))
    await expect(list.rows.first()).not.toHaveAttribute('aria-rowindex', before ?? '')
    await page.mouse.move(start.x + 200 + i, start.y + 65 + i)
  }
  await page.mouse.up()
  const lastRow = getSelectedRows(page).last()
  const lastSid = await getRowSid(lastRow)
  const count = Number(await lastRow.getAttribute('aria-rowindex')) - 2
  expect(count).toBeGreaterThan(40)
  const { cells } = await copyRows(page, count)
  expect(cells).toHaveLength(count)
  expect(cells[0]?.[6]).toBe(firstSid)
  expect(cells.at(-1)?.[6]).toBe(lastSid)
  expect(new Set(cells.map((line) => line[6])).size).toBe(count)
})

test('text selected within one cell is copied as it is', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.reminders)
  await list.waitUntilLoaded()
  const cell = cellOf(list.rows.nth(3), 1)
  const contact = await cell.innerText()
  const box = await cell.boundingBox()
  if (!box) throw new Error('The cell is not displayed.')
  await page.mouse.move(box.x + 4, box.y + 16)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 6, box.y + 16, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => page.evaluate(() => String(document.getSelection()).trim())).toBe(contact)
  await expect(getSelectedRows(page)).toHaveCount(0)
  await page.keyboard.press('Control+c')
  await expect.poll(async () => (await readClipboard(page)).trim()).toBe(contact)
})
