import type { Locator, Page } from '@playwright/test'

import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

/** Presses Enter on a button. */
async function pressEnter(button: Locator) {
  await button.focus()
  await button.press('Enter')
}

/** Expects that the page itself does not have the focus: the next Tab would start at the top. */
const expectFocusKept = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false)

test('buttons of the list that disappear by their own action leave the focus nearby', async ({ page }) => {
  const list = getListPage(page)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await list.open(flowSids.parcels, '?status=ended')

  // One button: it can be pressed again.
  await pressEnter(button('Pause reading'))
  await expect(button('Read on')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(button('Pause reading')).toBeFocused()
  await page.keyboard.press('Enter')
  await pressEnter(button('Read everything'))
  await expect(button('Read everything')).toBeHidden()
  await expect(list.loadingStatus).toBeFocused()
  await pressEnter(button('Pause reading'))

  await pressEnter(button('Clear filters'))
  await expect(button('Clear filters')).toBeHidden()
  await expect(list.grid).toBeFocused()

  // The rows without the filter: they scroll to the top when they come.
  await expect(list.rows.filter({ hasText: 'Active' }).first()).toBeVisible()

  // A row that is scrolled away, with the focus on its link.
  const link = list.rows.first().getByRole('link')
  await link.focus()
  await list.grid.evaluate((grid) => grid.scrollTo({ top: 20_000 }))
  await expect(list.grid).toBeFocused()

  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill('status:ended contact:+14155550100000000')
  await box.press('Enter')
  await pressEnter(button('Show all'))
  await expect(button('Show all')).toBeHidden()
  await expect(list.grid).toBeFocused()

  // In an empty box Esc leaves it, after it has closed the hints.
  await box.focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(list.grid).toBeFocused()
})

test('a notice that its button closes leaves the focus in the list', async ({ page, allowConsole }) => {
  allowConsole(/Failed to load resource/)
  const list = getListPage(page)
  await list.open(faultSids.expiredToken)
  const reload = page.getByRole('button', { name: 'Reload from the start' })
  await expect(reload.or(page.getByText('all of them'))).toBeVisible()
  // Only every other load has the fault.
  if (await reload.isHidden()) await page.reload()
  await pressEnter(reload)
  await list.waitUntilLoaded()
  await expect(list.grid).toBeFocused()
})

test('the panel keeps the focus when its run changes, at the ends of lists, and gives it back', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()
  await list.rows.nth(1).getByRole('link').click()
  const { region, tab, item } = getPanel(page)
  const button = (name: string) => region.getByRole('button', { name, exact: true })
  await expect(region.getByText(/^2 of /)).toBeVisible()
  await item(/^flow, /).waitFor()

  await pressEnter(button('Previous engagement'))
  await expect(region.getByText(/^1 of /)).toBeVisible()
  await expect(button('Previous engagement')).toBeDisabled()
  await expect(button('Previous engagement')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(region.getByText(/^1 of /)).toBeVisible()
  await pressEnter(button('Next engagement'))
  await expect(region.getByText(/^2 of /)).toBeVisible()
  await expect(button('Next engagement')).toBeFocused()

  // The run's content is replaced, with the toolbar that has the focus.
  await item(/^flow, /).waitFor()
  await button('Copy path').focus()
  await page.keyboard.press('k')
  await expect(region.getByText(/^1 of /)).toBeVisible()
  await expect(region).toBeFocused()

  await tab('Steps').click()
  await region.getByRole('list', { name: 'Steps' }).getByRole('button').first().click()
  await pressEnter(button('Next step'))
  await pressEnter(button('Previous step'))
  await expect(button('Previous step')).toBeDisabled()
  await expect(button('Previous step')).toBeFocused()
  await pressEnter(button('Hide step'))
  await expect(button('Hide step')).toBeHidden()
  await expectFocusKept(page)

  await pressEnter(button('Close'))
  await expect(region).toBeHidden()
  await expect(list.grid).toBeFocused()
})

test('a closed menu or popover does not take the focus from where the next key moved it', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.rows.first().getByRole('link').click()
  await getPanel(page).tree.waitFor()
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  for (const [opener, role] of [
    ['Columns', 'dialog'],
    ['More actions', 'menu'],
  ] as const) {
    await pressEnter(page.getByRole('button', { name: opener, exact: true }))
    await expect(page.getByRole(role)).toBeVisible()
    // The next key comes once it is closed, and before the timer in which the opener would get the focus.
    await page.evaluate((roleName) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      new MutationObserver((_, observer) => {
        if (document.querySelector(`[role=${roleName}]`) !== null) return
        observer.disconnect()
        document.querySelector<HTMLElement>('[type=search]')?.focus()
        resolve()
      }).observe(document.body, { childList: true, subtree: true })
      const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
      ;(document.activeElement ?? document).dispatchEvent(escape)
      return promise
    }, role)
    await expect(page.getByRole(role)).toBeHidden()
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    await expect(box).toBeFocused()
  }
})

test('on a phone, the panel has the focus that the list had', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.rows.first().getByRole('link').press('Enter')
  await expect(getPanel(page).region).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(list.rows.first()).toBeVisible()
  await expectFocusKept(page)
})

test('a dialog whose opener is gone gives the focus to the list', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.status('Ended').check()
  await page.getByRole('button', { name: 'Clear filters' }).focus()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await dialog.waitFor()
  await page.goBack()
  await expect(list.status('All')).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(list.grid).toBeFocused()
})

test('the page of flows: its links and its search lead on', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill('no such text')
  await box.press('Enter')
  const search = page.getByRole('region', { name: 'Search of all flows' })
  // Long enough to be paused.
  await pressEnter(search.getByRole('button', { name: 'Search the fault simulator too' }))
  await pressEnter(search.getByRole('button', { name: 'Pause search' }))
  await expect(search.getByRole('button', { name: 'Resume search' })).toBeFocused()
  await page.keyboard.press('Enter')
  const older = search.getByRole('button', { name: /^Search older runs/ })
  await pressEnter(older)
  await expect(older).toBeHidden()
  await expect(search).toBeFocused()

  await page.getByRole('link', { name: 'Flowdesk' }).click()
  await pressEnter(page.getByRole('link', { name: 'Order status (SMS)' }))
  await expect(getListPage(page).grid).toBeFocused()
})
