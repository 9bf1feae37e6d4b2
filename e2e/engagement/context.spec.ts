import type { Page } from '@playwright/test'

import { defaultUrlState } from '#urls/urls.ts'
import { flowSids } from '#emulator/flows.ts'
import type { JsonPath } from '#json/path/json-path.ts'

import { readClipboard } from '../support/clipboard.ts'
import { getPanel, testedPaths } from '../support/page-objects.ts'
import { findEndedRunSid } from '../support/api-helpers.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

async function openContext(page: Page, path: JsonPath | null = null) {
  // A run whose order was looked up, so its context has JSON in a string.
  const sid = await findEndedRunSid(page, flowSids.orderStatus, /"body":"\{/)
  await page.goto(testedPaths.engagement(flowSids.orderStatus, sid, { ...defaultUrlState, path }))
  const panel = getPanel(page)
  await panel.tree.getByRole('treeitem').first().waitFor()
  return panel
}

test('search steps through matches, can show only matches, and closes with Esc', async ({ page }) => {
  const panel = await openContext(page)
  const box = panel.region.getByRole('searchbox', { name: 'Search context' })
  await box.fill('order')
  await expect(panel.region.getByText(/^1 of \d+$/)).toBeVisible()
  await box.press('Enter')
  await expect(panel.region.getByText(/^2 of \d+$/)).toBeVisible()
  await box.press('Shift+Enter')
  await box.press('Shift+Enter')
  await expect(panel.region.getByText(/^(\d+) of \1$/)).toBeVisible()
  await panel.region.getByRole('button', { name: 'Only matches' }).click()
  await expect(panel.item(/^contact, /)).toHaveCount(0)
  await expect(panel.item(/order/i).first()).toBeVisible()
  await expectAccessible(page)
  await box.focus()
  await box.press('Escape')
  await expect(box).toHaveValue('')
  await expect(panel.region).toBeVisible()
  await panel.tree.press('End')
  await expect(panel.item(/^contact, /)).toBeVisible()
  await box.fill('nothing is called this')
  await expect(panel.region.getByText('No match')).toBeVisible()
})

test('Ctrl+F opens the context search, because only rows in view are in the DOM', async ({ page }) => {
  const panel = await openContext(page)
  await panel.tree.focus()
  await page.keyboard.press('Control+f')
  await expect(panel.region.getByRole('searchbox', { name: 'Search context' })).toBeFocused()
})

test('the raw text is searchable, and switching views keeps the state', async ({ page }) => {
  const panel = await openContext(page)
  const { region, tree, item } = panel
  await region.getByRole('button', { name: 'Collapse all' }).click()
  await item(/^trigger, /).dblclick()
  await item(/^message, /).dblclick()
  await expect(item(/^Body: /)).toBeVisible()
  const box = region.getByRole('searchbox', { name: 'Search context' })
  await box.fill('order')
  await expect(region.getByText(/^\d+ of \d+$/)).toBeVisible()

  const raw = region.getByRole('button', { name: 'Raw' })
  await raw.click()
  await expect(box).toHaveValue('order')
  const text = region.getByRole('group', { name: 'Context as text' })
  const current = text.locator('mark.outline-accent')
  await expect(region.getByText(/^1 of \d+$/)).toBeVisible()
  await expect(current).toBeInViewport({ ratio: 1 })
  await text.focus()
  await page.keyboard.press('Control+f')
  await expect(box).toBeFocused()
  await box.press('Shift+Enter')
  await expect(region.getByText(/^(\d+) of \1$/)).toBeVisible()
  await expect(current).toBeInViewport({ ratio: 1 })
  await expectAccessible(page)
  await region.getByRole('button', { name: 'Wrap' }).click()
  await expect(current).toBeInViewport({ ratio: 1 })
  await region.getByRole('button', { name: 'Wrap' }).click()
  await box.fill('nothing is called this')
  await expect(region.getByText('No match')).toBeVisible()
  await box.press('Escape')
  await expect(box).toHaveValue('')
  await expect(text.locator('mark')).toHaveCount(0)

  await raw.click()
  await expect(tree.locator('mark')).toHaveCount(0)
  await expect(item(/^Body: /)).toBeVisible()
})

test('JSON in a string expands in place, by keyboard', async ({ page }) => {
  const panel = await openContext(page, ['widgets', 'lookup_order', 'body'])
  await panel.tree.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const embeddedItem = panel.tree.getByRole('treeitem', { selected: true })
  await expect(embeddedItem).toHaveAttribute('aria-level', '4')
  await page.keyboard.press('ArrowLeft')
  await expect(panel.tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^body: /)
  await page.keyboard.press('ArrowLeft')
  await expect(panel.tree.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-expanded', 'false')
})

test('expanding a node at the bottom of the view scrolls to its children', async ({ page }) => {
  const panel = await openContext(page, ['widgets', 'lookup_order', 'body'])
  const body = panel.item(/^body: /)
  await expect(body).toBeInViewport({ ratio: 1 })
  await panel.tree.focus()
  await page.keyboard.press('ArrowRight')
  await expect(panel.item(/^carrier: /)).toBeInViewport({ ratio: 1 })
  await expect(body).toBeInViewport({ ratio: 1 })
})

test('arrow keys move through the value toolbar and skip disabled buttons', async ({ page }) => {
  const panel = await openContext(page, ['trigger', 'message', 'Body'])
  const toolbar = panel.region.getByRole('toolbar', { name: 'Focused value' })
  const button = (name: string) => toolbar.getByRole('button', { name })
  await button('Copy value').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(button('Copy Liquid')).toBeFocused()

  // JSON in a string has no Liquid expression, so that button is no longer the tab stop.
  await panel.tree.focus()
  await page.keyboard.press('End')
  await panel.item(/^lookup_order, /).click()
  await page.keyboard.press('ArrowRight')
  await panel.item(/^body: /).click()
  await page.keyboard.press('ArrowRight')
  await panel.item(/^carrier: /).click()
  await expect(button('Copy Liquid')).toBeDisabled()
  await page.keyboard.press('Tab')
  await expect(button('Copy value')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(button('Link to this value')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(button('Copy path')).toBeFocused()
})

test('Copy Liquid, Copy path, and a link that opens at the value', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const panel = await openContext(page, ['trigger', 'message', 'Body'])
  const copied = () => readClipboard(page)
  await panel.item(/^Body: /).click()
  await panel.region.getByRole('button', { name: 'Copy Liquid' }).click()
  await expect.poll(copied).toBe('{{trigger.message.Body}}')
  await panel.region.getByRole('button', { name: 'Copy path' }).click()
  await expect.poll(copied).toBe('$.trigger.message.Body')
  await panel.region.getByRole('button', { name: 'Link to this value' }).click()
  await expect.poll(copied).toContain('path=$.trigger.message.Body')
  await page.goto(await copied())
  await expect(panel.tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Body: /)
})

test('a link to a value that does not exist shows an error', async ({ page }) => {
  const panel = await openContext(page, ['widgets', 'lookup_order', 'nowhere', 0])
  await expect(panel.region.getByText('The linked value isn’t in this context')).toBeVisible()
  await expectAccessible(page)
  await panel.region.getByRole('button', { name: 'Go to $.widgets.lookup_order' }).click()
  await expect(panel.tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^lookup_order, /)
})

test('the raw view has line numbers and stays selected after a reload', async ({ page }) => {
  const panel = await openContext(page)
  await panel.region.getByRole('button', { name: 'Raw' }).click()
  await expect(panel.region.getByRole('group', { name: 'Context as text' })).toContainText('"flow": {')
  await expectAccessible(page)
  await page.reload()
  await expect(panel.region.getByRole('group', { name: 'Context as text' })).toBeVisible()
  await panel.region.getByRole('button', { name: 'Raw' }).click()
  await expect(panel.tree).toBeVisible()
})

test('a value has a hint beside it', async ({ page }) => {
  const panel = await openContext(page, ['trigger', 'message', 'MessageSid'])
  const sid = panel.tree.getByRole('treeitem', { selected: true })
  await expect(sid).toHaveAccessibleDescription(/message/)
  const link = panel.region.getByRole('toolbar').getByRole('link', { name: 'Open' })
  await expect(link).toHaveAttribute('href', /^https:\/\/www\.twilio\.com\/console\/sms\/logs\/SM/)
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
})
