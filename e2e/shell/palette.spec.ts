import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid, holdRequests } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

test('the command palette: actions, flows, recent runs, and pages by what is pasted', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  const sid = await getRowSid(list.rows.first())
  const dialog = page.getByRole('dialog', { name: 'Command palette' })
  const box = dialog.getByRole('combobox', { name: 'Type a command or search' })
  const option = (name: string | RegExp) => dialog.getByRole('option', { name })
  await list.grid.focus()

  // It returns the focus to where it was.
  await page.keyboard.press('Control+k')
  await expect(box).toBeFocused()
  await expect(option('Export')).toBeVisible()
  await expect(option('Skip to content')).toHaveCount(0)
  await expectAccessibleInBoth(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(list.grid).toBeFocused()

  // An action, with the keyboard alone.
  await page.keyboard.press('Control+k')
  await box.fill('status act')
  await page.keyboard.press('Enter')
  await expect(list.status('Active')).toBeChecked()
  await expect(list.status('Active')).toBeFocused()

  // A pasted SID of a run, from a text field.
  await page.getByRole('searchbox', { name: 'Search engagements' }).focus()
  await page.keyboard.press('Control+k')
  await box.fill(`Execution ${sid} is already active`)
  await expect(option('Open engagement of this flow')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  const panel = getPanel(page)
  await expect(panel.region).toHaveAccessibleName(`Engagement ${sid}`)
  await panel.tree.waitFor()

  await page.keyboard.press('Meta+k')
  // The head's “9 min ago” is a button, but no action.
  await expect(option(/ ago$/)).toHaveCount(0)
  await box.fill('tab: steps')
  await page.keyboard.press('Enter')
  await expect(panel.tab('Steps')).toHaveAttribute('aria-selected', 'true')

  // A flow by its name.
  await page.keyboard.press('Control+k')
  await box.fill('order sms')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(flowSids.orderStatus))
  await list.rows.first().waitFor()

  // The run that was open is still at hand, on every page.
  await page.goto('/')
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await page.keyboard.press('Control+k')
  await expect(option('Active runs of all flows')).toBeVisible()
  // It needs what is typed beside it.
  await expect(option(/^Open$/)).toHaveCount(0)
  await box.fill(sid)
  await dialog.getByRole('group', { name: 'Recent runs' }).getByRole('option').click()
  await expect(panel.region).toHaveAccessibleName(`Engagement ${sid}`)
})

test('the palette takes text that is long, composed, or written from right to left', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Command palette' })
  const box = dialog.getByRole('combobox')
  await box.fill('x'.repeat(100_000))
  await expect(dialog.getByText('only the first 2000 characters')).toBeVisible()
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await box.fill('abc \u202Eשלום')
  await expect(dialog.getByRole('option', { name: /Search all flows for/ })).toContainText('U+202E')
  // The Enter that confirms a word of an input method chooses nothing.
  await box.dispatchEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: 'Search of all flows' })).toBeVisible()
})

test('under the mask the palette shows no number', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.rows.first().getByRole('link').click()
  await getPanel(page).tree.waitFor()
  await page.getByRole('button', { name: 'Mask personal data' }).click()
  await page.keyboard.press('Escape')
  await expect(getPanel(page).region).toBeHidden()
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Command palette' })
  await expect(dialog.getByRole('option', { name: /•/ })).toBeVisible()
  await expect(dialog).not.toContainText(/\+\d{6}/)
  await dialog.getByRole('combobox').fill('+14155550142')
  await expect(dialog.getByRole('combobox')).not.toHaveValue(/5550142/)
  await expect(dialog).not.toContainText('5550142')
})

test('what is typed before the palette has loaded goes into it, and is no shortcut of the page', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.rows.first().waitFor()
  const release = await holdRequests(page, /\/assets\/command-palette-.*\.js$/)
  await list.grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('sto')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('a')
  // It would choose from a list that is not there yet, and opens no run.
  await page.keyboard.press('Enter')
  release()
  const box = page.getByRole('combobox', { name: 'Type a command or search' })
  await expect(box).toBeFocused()
  await page.keyboard.type('tus')
  await expect(box).toHaveValue('status')
  await expect(getPanel(page).region).toHaveCount(0)
})

test('an action that is still loading when the palette opens appears in it', async ({ page }) => {
  const release = await holdRequests(page, /\/api\/v1\/Flows\?/)
  await page.goto('/')
  await page.getByRole('button', { name: 'Settings' }).waitFor()
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Command palette' })
  await dialog.getByRole('option', { name: 'Settings' }).waitFor()
  await expect(dialog.getByRole('option', { name: 'Active runs of all flows' })).toHaveCount(0)
  release()
  await dialog.getByRole('option', { name: 'Active runs of all flows' }).click()
  await expect(page.getByRole('dialog', { name: 'Active runs of all flows' })).toBeVisible()
})

test('Esc while the palette loads cancels it, and closes nothing else', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.rows.first().getByRole('link').click()
  await getPanel(page).tree.waitFor()
  const chunk = /\/assets\/command-palette-.*\.js$/
  const release = await holdRequests(page, chunk)
  const loaded = page.waitForResponse(chunk)
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  release()
  await loaded
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(getPanel(page).region).toBeVisible()
})
