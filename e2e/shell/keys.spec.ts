import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { copyWith, readClipboard } from '../support/clipboard.ts'
import { getListPage, getPanel, getRowSid, getSearchBox } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

const activeRow = (page: Page) => page.locator('[role=row][data-cursor]')

test('single keys: rows, runs, tabs, filters, flows', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const list = getListPage(page)
  const { region, tab, tree } = getPanel(page)
  const press = (key: string) => page.keyboard.press(key)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()

  // From anywhere to the rows, and from row to row.
  await press('f')
  await expect(list.status('All')).toBeFocused()
  await press('j')
  await expect(list.grid).toBeFocused()
  await press('j')
  await expect(activeRow(page)).toHaveAttribute('aria-rowindex', '3')
  const second = await getRowSid(activeRow(page))
  await press('k')
  await expect(activeRow(page)).toHaveAttribute('aria-rowindex', '2')
  await press('j')
  await press('Enter')
  await expect(region).toHaveAccessibleName(`Engagement ${second}`)
  await tree.waitFor()

  // Runs, from the panel and from the list.
  await press('J')
  await expect(region.getByText(/^3 of /)).toBeVisible()
  await press('k')
  await expect(region.getByText(/^2 of /)).toBeVisible()
  await list.grid.focus()
  await press('j')
  await expect(region.getByText(/^2 of /)).toBeVisible()
  await press('K')
  await expect(region.getByText(/^1 of /)).toBeVisible()

  for (const [i, name] of (
    ['Context', 'Steps', 'Story', 'Conversation', 'Contact', 'Details', 'Flow'] as const
  ).entries()) {
    await press(`${i + 1}`)
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true')
    await expect(tab(name)).toBeFocused()
  }
  await press('y')
  await expect.poll(() => readClipboard(page)).toContain('tab=flow')
  await press('c')
  await expect(page.getByRole('dialog', { name: 'Compare with' })).toBeVisible()
  await press('Escape')
  await expect(page.getByRole('dialog', { name: 'Compare with' })).toBeHidden()
  await expect(region).toBeVisible()
  await press('Escape')
  await expect(region).toBeHidden()
  await expect(list.grid).toBeFocused()

  await press('e')
  await expect(page.getByRole('dialog', { name: 'Export engagements' })).toBeVisible()
  await press('Escape')
  await press('r')
  await press('/')
  await expect(getSearchBox(page)).toBeFocused()
  // Typed, not pressed.
  await page.keyboard.type('gf1')
  await expect(getSearchBox(page)).toHaveValue('gf1')
  // Not in the box, where they would be typed.
  await list.grid.focus()
  await press('g')
  await press('f')
  await expect(page.getByRole('table', { name: 'Flows' })).toBeVisible()
})

test('the key sheet lists what works on the screen', async ({ page }) => {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.goto('/')
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await page.keyboard.press('?')
  await expect(sheet.getByText('Refresh')).toBeVisible()
  await expect(sheet.getByText('Export')).toHaveCount(0)
  await expect(sheet.getByText('In a context')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Order status (SMS)' }).click()
  await getListPage(page).rows.first().waitFor()
  await page.keyboard.press('?')
  await expect(sheet.getByText('Export')).toBeVisible()
  await expect(sheet.getByText('Select a tab')).toHaveCount(0)
  await page.keyboard.press('Escape')

  // Switched off in the settings.
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('checkbox', { name: /^Single-key shortcuts/ }).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(getListPage(page).grid).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('rows selected with the keyboard are copied and compared', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()
  const bar = page.getByRole('group', { name: 'Selected rows' })
  const copied = (format: string) => copyWith(bar.getByRole('button', { name: `Copy as ${format}` }))
  await page.keyboard.press('j')
  const first = await getRowSid(activeRow(page))
  await page.keyboard.press('x')
  await expect(bar).toContainText('1 row selected')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const third = await getRowSid(activeRow(page))
  await page.keyboard.press('x')
  await expect(bar).toContainText('2 rows selected')
  await expectAccessibleInBoth(page)

  const json: unknown = JSON.parse(await copied('JSON'))
  expect(json).toMatchObject([{ Engagement: first }, { Engagement: third }])
  expect(await copied('TSV')).toMatch(/^Status\tContact\t[^\n]*\n[^\n]*\n[^\n]*$/)
  expect(await copied('Markdown')).toMatch(/^\| Status \| Contact \|/)

  await page.keyboard.press('c')
  const { region } = getPanel(page)
  await expect(region).toHaveAccessibleName(`Engagement ${first}`)
  await expect(page).toHaveURL(new RegExp(`compare=${third}`))

  // Esc ends the selection first, then closes the panel.
  await list.grid.focus()
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(region).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(region).toBeHidden()
  await expect(list.grid).toBeFocused()
})

test('keys for the next run that could not work open no run later', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const [ended, next, afterNext] = [
    await getRowSid(list.rows.nth(2)),
    await getRowSid(list.rows.nth(3)),
    await getRowSid(list.rows.nth(4)),
  ]
  await list.rows.nth(2).getByRole('link').click()
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${ended}`)
  await page.getByRole('button', { name: 'Next engagement' }).focus()
  // Before the list has said where the next run is, which takes a message from its worker.
  await list.status('Active').evaluate(async (active: HTMLInputElement) => {
    for (let i = 0; i < 2; i++) {
      const init = { key: 'J', bubbles: true, cancelable: true }
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init))
      for (let j = 0; j < 10; j++) await Promise.resolve()
    }
    active.click()
  })
  await expect(list.status('Active')).toBeChecked()
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${next}`)
  await expect(page.getByRole('button', { name: 'Next engagement' })).toHaveCount(0)
  await list.status('Active').focus()
  await page.keyboard.press('j')
  await list.status('All').check()
  await expect(page.getByRole('button', { name: 'Next engagement' })).toBeVisible()
  // A waiting step would be taken as soon as the list has answered.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${next}`)
  await page.keyboard.press('J')
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${afterNext}`)
})
