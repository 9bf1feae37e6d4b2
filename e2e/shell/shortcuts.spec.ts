import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, holdRequests } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test('? opens the list of shortcuts, and other shortcuts do not work meanwhile', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()
  await list.rows.first().getByRole('link').click()
  const { region, tree } = getPanel(page)
  await expect(region.getByText(/^1 of \d/)).toBeVisible()
  await tree.focus()
  const shortcutsDialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await expect(shortcutsDialog.getByText('Next or previous run')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await expect(shortcutsDialog).toHaveCount(0)
  await expect(region.getByText(/^1 of \d/)).toBeVisible()
  await expect(tree).toBeFocused()

  await region.getByRole('searchbox', { name: 'Search context' }).pressSequentially('?')
  await expect(shortcutsDialog).toHaveCount(0)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(shortcutsDialog).toBeVisible()
  await page.keyboard.press('?')
  await expect(shortcutsDialog).toHaveCount(0)
})

test('single-key shortcuts can be switched off, and stay off after a reload', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  const shortcutsDialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await shortcutsDialog.getByRole('checkbox', { name: /^Single-key shortcuts/ }).uncheck()
  await expectAccessible(page)
  await shortcutsDialog.getByRole('button', { name: 'Close' }).click()
  await page.reload()
  await list.rows.first().waitFor()
  await list.grid.focus()
  await page.keyboard.press('?')
  await page.keyboard.press('/')
  await expect(list.grid).toBeFocused()
  await expect(shortcutsDialog).toHaveCount(0)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await shortcutsDialog.getByRole('checkbox', { name: /^Single-key shortcuts/ }).check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toBeFocused()
})

test('keys of an input method do nothing in the page, in Safari’s order too', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.rows.first().getByRole('link').click()
  const panel = getPanel(page).region
  const box = panel.getByRole('searchbox', { name: 'Search context' })
  const position = panel.getByRole('search').getByRole('status')
  await box.fill('a')
  await expect(position).toHaveText(/^1 of \d/)
  for (const ime of [{ isComposing: true }, { keyCode: 229 }]) {
    for (const key of ['Enter', 'Escape'])
      await box.dispatchEvent('keydown', { key, bubbles: true, cancelable: true, ...ime })
  }
  await expect(box).toHaveValue('a')
  await expect(position).toHaveText(/^1 of \d/)
  await box.press('Enter')
  await expect(position).toHaveText(/^2 of \d/)
})

test('Esc while a dialog, menu or popover loads cancels it, and closes nothing else', async ({ page }) => {
  const list = getListPage(page)
  for (const [chunk, open] of [
    [/\/assets\/export-dialog-.*\.js$/, () => page.keyboard.press('e')],
    [/\/assets\/popover-content-.*\.js$/, () => page.getByRole('button', { name: 'Views' }).press('Enter')],
    [
      /\/assets\/menu-content-.*\.js$/,
      () => page.getByRole('button', { name: 'More actions' }).press('Enter'),
    ],
  ] as const) {
    const release = await holdRequests(page, chunk)
    await list.open(flowSids.mainMenu)
    await list.rows.first().getByRole('link').click()
    await getPanel(page).tree.waitFor()
    const requested = page.waitForRequest(chunk)
    const loaded = page.waitForResponse(chunk)
    await open()
    await requested
    await page.keyboard.press('Escape')
    release()
    await (await loaded).finished()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toBeFocused()
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toHaveCount(0)
    await expect(getPanel(page).region).toBeVisible()
  }
})
