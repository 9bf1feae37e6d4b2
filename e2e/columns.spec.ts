import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf } from './list.ts'
import { expect, expectAccessible, test } from './test.ts'

/** The headers of the list's columns, in their order. */
async function headers(page: Page): Promise<(string | null)[]> {
  const all = await page.getByRole('columnheader').all()
  return Promise.all(all.map((header) => header.getAttribute('aria-label')))
}

const header = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true })
const columns = (page: Page) => page.getByRole('dialog', { name: 'Columns' })

async function openColumns(page: Page) {
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await columns(page).getByRole('checkbox', { name: 'Contact' }).waitFor()
}

const usual = ['Status', 'Contact', 'Started', 'Updated', 'Duration', 'Engagement']

test('rows are ordered by the headers', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  await expect(header(page, 'Started')).toHaveAttribute('aria-sort', 'descending')
  await expect(header(page, 'Contact')).toHaveAttribute('aria-sort', 'none')
  await expect(header(page, 'Status')).not.toHaveAttribute('aria-sort')

  await page.getByRole('button', { name: 'Sort by Contact' }).click()
  await expect(header(page, 'Contact')).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL(/sort=-contact/)
  await page.getByRole('button', { name: 'Sort by Contact' }).click()
  await expect(header(page, 'Contact')).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/sort=contact/)
  await expect
    .poll(async () => {
      const rows = await list.rows.all()
      const texts = await Promise.all(rows.map((row) => row.getByRole('gridcell').nth(1).innerText()))
      return texts.length > 0 && texts.every((text, i) => i === 0 || (texts[i - 1] ?? '') <= text)
    })
    .toBe(true)
  await page.goBack()
  await page.goBack()
  await expect(header(page, 'Started')).toHaveAttribute('aria-sort', 'descending')
})

test('columns hide, move and widen, for this browser and in the link', async ({ page, colleague }) => {
  test.slow()
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  expect(await headers(page)).toEqual(usual)

  await openColumns(page)
  await expectAccessible(page)
  await columns(page).getByRole('checkbox', { name: 'Updated' }).click()
  await columns(page).getByRole('checkbox', { name: 'Duration' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await columns(page).getByRole('button', { name: 'Move Status down' }).click()
  const chosen = ['Contact', 'Status', 'Duration', 'Started', 'Engagement']
  await expect.poll(() => headers(page)).toEqual(chosen)
  await page.keyboard.press('Escape')

  const edge = page.getByRole('separator', { name: 'Width of Contact' })
  const before = Number(await edge.getAttribute('aria-valuenow'))
  await edge.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(edge).toHaveAttribute('aria-valuenow', String(before - 16))
  await page.keyboard.press('Home')
  await expect(edge).toHaveAttribute('aria-valuenow', '140')
  await page.keyboard.press('ArrowLeft')
  await expect(edge).toHaveAttribute('aria-valuenow', '140')

  // A colleague who opens the link has the same table; so has this browser without it.
  await expect(page).toHaveURL(/cols=contact:140,status,duration,started,engagement/)
  await colleague.goto(page.url())
  await expect.poll(() => headers(colleague)).toEqual(chosen)
  await expect(colleague.getByRole('separator', { name: 'Width of Contact' })).toHaveAttribute(
    'aria-valuenow',
    '140',
  )
  await colleague.goto(`/flows/${flowSids.mainMenu}/engagements`)
  await expect.poll(() => headers(colleague)).toEqual(usual)
  await list.open(flowSids.mainMenu)
  expect(await headers(page)).toEqual(chosen)

  await edge.focus()
  await page.keyboard.press('Enter')
  await expect(edge).not.toHaveAttribute('aria-valuenow', '140')
  await openColumns(page)
  await columns(page).getByRole('button', { name: 'Reset columns' }).click()
  await expect.poll(() => headers(page)).toEqual(usual)
  await expect(page).not.toHaveURL(/cols/)
  await list.open(flowSids.mainMenu)
  expect(await headers(page)).toEqual(usual)
})

test('an edge follows the pointer', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  const edge = page.getByRole('separator', { name: 'Width of Started' })
  const box = await edge.boundingBox()
  if (!box) throw new Error('The edge is not drawn.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 70, y, { steps: 5 })
  await page.mouse.up()
  await expect(edge).toHaveAttribute('aria-valuenow', '246')
  expect((await edge.boundingBox())?.x).toBeCloseTo(box.x + 70, 0)
  await edge.dblclick()
  await expect(edge).toHaveAttribute('aria-valuenow', '176')
})

test('a value of the context becomes a column', async ({ page }) => {
  test.slow()
  const list = listOf(page)
  const panel = panelOf(page)
  await list.open(flowSids.orderStatus)
  await list.readToTheEnd()
  await list.rows.nth(3).getByRole('link').click()
  await panel.item(/^flow, /).waitFor()
  await panel.region.getByRole('button', { name: 'Expand all' }).click()
  await panel
    .item(/^language: /)
    .first()
    .click()
  await panel.region.getByRole('button', { name: 'Add as column' }).click()
  await expect(header(page, 'variables.language')).toBeVisible()
  await expect(panel.region.getByRole('button', { name: 'Add as column' })).toBeDisabled()
  await panel.region.getByRole('button', { name: 'Close' }).click()
  await expect(list.rows.nth(3).getByRole('gridcell').nth(5)).toHaveText(/^[a-z]{2}$/)

  // Sideways there is room for as many as are asked for.
  await openColumns(page)
  const path = columns(page).getByRole('textbox', { name: 'Value from the context' })
  await path.fill('flow.')
  await path.press('Enter')
  await expect(columns(page).getByRole('alert')).toContainText('is not the path of one value')
  for (const name of ['flow.variables.order_number', 'trigger.message.Body', 'flow.nowhere', 'flow.sid']) {
    await path.fill(name)
    await path.press('Enter')
    await expect(
      columns(page).getByRole('checkbox', { name: name.split('.').slice(-2).join('.') }),
    ).toBeChecked()
  }
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(header(page, 'flow.nowhere')).toHaveAttribute('title', '$.flow.nowhere')
  await expect(list.rows.first().getByRole('gridcell').nth(8)).toHaveText('–Not in this context')
  expect(await list.grid.evaluate((grid) => grid.scrollWidth > grid.clientWidth)).toBe(true)
})

test('a context that was never read is no empty one', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.webChat, '?cols=contact,$.flow.variables.order_number,engagement')
  await expect(list.rows.first().getByRole('gridcell').nth(1)).toHaveText('not read')
})

test('rows are as high as they were chosen to be', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  await list.grid.focus()
  for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown')
  const first = await list.rows.nth(1).getAttribute('aria-rowindex')
  await openColumns(page)
  await columns(page).getByRole('radio', { name: 'Comfortable' }).click()
  const height = async () => (await list.rows.nth(1).boundingBox())?.height
  expect(await height()).toBe(40)
  await expect(list.rows.nth(1)).toHaveAttribute('aria-rowindex', first ?? '')
  await page.reload()
  await list.rows.first().waitFor()
  expect(await height()).toBe(40)
})

test('the menu of a cell filters, excludes and copies', async ({ page, context }) => {
  test.slow()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const list = listOf(page)
  const menu = page.getByRole('menu', { name: 'Cell' })
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  const cell = list.rows.nth(4).getByRole('gridcell').nth(1)
  const contact = await cell.innerText()

  await cell.click({ button: 'right' })
  await menu.waitFor()
  await expectAccessible(page)
  await menu.getByRole('menuitem', { name: 'Copy' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(contact)

  // By keyboard: into the row's cells, and the menu of the one reached.
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
  await page.keyboard.press('Enter')
  await expect(list.reading).toContainText(/\d match/)
  await expect.poll(async () => contactsOf(page)).toEqual([firstContact])
  await page.goBack()
  await expect(list.reading).not.toContainText('match')

  // The button that stands in the cell under the pointer.
  await list.rows.first().getByRole('gridcell').nth(1).hover()
  await page.getByRole('button', { name: 'Menu of Contact' }).click()
  await menu.getByRole('menuitem', { name: 'Exclude this' }).click()
  await expect(list.reading).toContainText(/\d match/)
  await expect(list.rows.first().getByRole('gridcell').nth(1)).not.toHaveText(firstContact)
  await page.goBack()

  await list.rows.nth(5).getByRole('gridcell').nth(2).click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Only before' }).click()
  await expect(page).toHaveURL(/to=/)
})

/** The different contacts among the rows that are drawn. */
async function contactsOf(page: Page): Promise<string[]> {
  const rows = await listOf(page).rows.all()
  return [...new Set(await Promise.all(rows.map((row) => row.getByRole('gridcell').nth(1).innerText())))]
}

test('go to a row by its number', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
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
