import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getSearchBox, testedPaths, testedSource } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

const getViews = (page: Page) => page.getByRole('dialog', { name: 'Views' })

async function openViews(page: Page) {
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await getViews(page).getByRole('textbox', { name: 'View name' }).waitFor()
}

async function choose(page: Page, name: string) {
  await openViews(page)
  await getViews(page).getByRole('button', { name, exact: true }).click()
  await expect(getViews(page)).toHaveCount(0)
}

test('built-in views replace the filters; each filter is a chip that is removed by itself', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu, '?channel=phone#q=-refund')
  await choose(page, 'Active')
  await expect(list.status('Active')).toBeChecked()
  await expect(getSearchBox(page)).toHaveValue('')
  await expect(page).toHaveURL(new RegExp(`${testedPaths.engagements(flowSids.mainMenu)}\\?status=active$`))
  await choose(page, 'Last hour')
  await expect(page).toHaveURL(/\?from=[^&]+$/)

  await list.open(flowSids.mainMenu, '?status=ended&channel=phone,whatsapp&duration=1..&from=2020-01-01')
  const chips = page.getByRole('list', { name: 'Active filters' })
  await expect(chips.getByRole('button')).toHaveText([
    'Remove filter Ended',
    'Remove filter Phone',
    'Remove filter WhatsApp',
    /^Remove filter Lasts at least 1 s$/,
    /^Remove filter Started from /,
  ])
  await expectAccessibleInBoth(page)
  await chips.getByRole('button', { name: 'Remove filter WhatsApp' }).click()
  await expect(page).toHaveURL(/channel=phone&/)
  await chips.getByRole('button', { name: 'Remove filter Ended' }).focus()
  await page.keyboard.press('Enter')
  await expect(list.status('All')).toBeChecked()
  await expect(chips).toBeFocused()
  await expect(chips.getByRole('button')).toHaveCount(3)
})

test('with a run open, a view shows all runs of its contact', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.rows.nth(1).getByRole('link').click()
  const { region, tree } = getPanel(page)
  await tree.waitFor()
  const name = (await region.getAttribute('aria-label')) ?? ''
  await choose(page, 'This contact')
  await expect(getSearchBox(page)).toHaveValue(/^contact:/)
  await expect(region).toHaveAccessibleName(name)
  await expect(list.rows.first()).toBeVisible()
})

test('a view is saved, opened on another flow, shared, exported, deleted and imported, with the keyboard', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const list = getListPage(page)
  await list.open(flowSids.mainMenu, '?status=ended&sort=duration#q=-refund')
  const button = page.getByRole('button', { name: 'Views', exact: true })
  await button.focus()
  await page.keyboard.press('Enter')
  const views = getViews(page)
  const name = views.getByRole('textbox', { name: 'View name' })
  await name.focus()
  await page.keyboard.press('Enter')
  await expect(views.getByRole('alert')).toHaveText('Enter a name for the view.')
  await page.keyboard.type('Short menus')
  await page.keyboard.press('Enter')
  const saved = views.getByRole('list', { name: 'Saved views' })
  await expect(saved.getByRole('button', { name: 'Short menus', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  )
  await expectAccessibleInBoth(page)

  await views.getByRole('button', { name: 'Copy link to Short menus' }).click()
  await expect(views.getByText('Copied', { exact: true })).toHaveCount(1)
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(new RegExp(`/${testedSource()}\\?status=ended&sort=duration#q=-refund$`))
  const downloading = page.waitForEvent('download')
  await views.getByRole('button', { name: 'Export views' }).click()
  const file = await readFile(await (await downloading).path(), 'utf8')
  expect(JSON.parse(file)).toEqual({
    flowdeskViews: 1,
    views: [{ name: 'Short menus', link: '?status=ended&sort=duration#q=-refund' }],
  })
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()

  await list.open(flowSids.survey)
  await choose(page, 'Short menus')
  await expect(page).toHaveURL(
    new RegExp(`${testedPaths.engagements(flowSids.survey)}\\?status=ended&sort=duration#q=-refund$`),
  )
  await expect(getSearchBox(page)).toHaveValue('-refund')

  await openViews(page)
  await views.getByRole('button', { name: 'Delete Short menus' }).click()
  await expect(saved).toHaveCount(0)
  await expect(views).toBeVisible()
  const chooser = views.getByLabel('File of views')
  const upload = (text: string) =>
    chooser.setInputFiles({ name: 'views.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await upload('<html>')
  await expect(views.getByRole('alert')).toContainText('isn’t a file of views')
  await upload(file)
  await expect(views.getByText('1 view imported.')).toBeVisible()
  await page.reload()
  await openViews(page)
  await expect(saved.getByRole('button', { name: 'Short menus', exact: true })).toBeVisible()
})

test('what of an imported view does not apply is said; while masked, no number is stored', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await openViews(page)
  const views = getViews(page)
  const link = '?status=failed&cols=status,outcome2,engagement&outcome=x'
  await views.getByLabel('File of views').setInputFiles({
    name: 'views.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ flowdeskViews: 1, views: [{ name: 'Newer', link }] })),
  })
  await views.getByRole('button', { name: 'Newer', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'status=failed isn’t a status' })).toBeVisible()

  await page.getByRole('button', { name: 'Mask personal data' }).click()
  await getSearchBox(page).fill('+14155550199')
  await getSearchBox(page).press('Enter')
  await expect(page).toHaveURL(/#q=.*%E2%80%A2/)
  await openViews(page)
  await expect(views.getByText('The search text is left out while personal data is masked.')).toBeVisible()
  await views.getByRole('textbox', { name: 'View name' }).fill('Of +14155550199')
  await views.getByRole('button', { name: 'Save view' }).click()
  await expect(views.getByText('Saved.', { exact: true })).toBeVisible()
  const imported = [{ name: 'Call +14155550199', link: '#q=+14155550199' }]
  await views.getByLabel('File of views').setInputFiles({
    name: 'views.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ flowdeskViews: 1, views: imported })),
  })
  await expect(views.getByText('Personal data is masked, in 1 view too.')).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('4155550199')
})

/** A time zone in which it is noon: of “today” there are some hours, whenever the test runs. */
function zoneAtNoon(): string {
  const offset = new Date().getUTCHours() - 12
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '+' : ''}${offset}`
}

test.describe('with the keyboard alone', () => {
  test.use({ timezoneId: zoneAtNoon() })

  test('stuck runs and those that failed today are found, and what is not loaded is said and loaded', async ({
    page,
  }) => {
    test.slow()
    const list = getListPage(page)
    const outcomeOf = (index: number) => list.rows.nth(index).getByRole('gridcell').nth(5)
    async function command(text: string) {
      const field = page.getByRole('combobox', { name: 'Type a command or search' })
      await page.keyboard.press('Control+k')
      await field.waitFor()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
      await field.waitFor({ state: 'hidden' })
    }
    await list.open(flowSids.orderStatus)
    await list.waitUntilLoaded()

    await command('stuck')
    await expect(page).toHaveURL(/\?status=active&outcome=stuck&sort=started$/)
    await expect(page.getByText(/^\d{2,} active runs: not known where they wait$/)).toBeVisible()
    await expect(page.getByText('No matches yet')).toBeVisible()
    await expect(page.getByText(/not known where they wait/)).toHaveCount(1)
    await command('load outcomes')
    const stuckAt = page.getByRole('list', { name: 'Stuck at' })
    await expect(stuckAt).toContainText(
      /Waiting at \w+ for (longer than 95 of 100 completed waits \(.+\)|more than 1 h)/,
    )
    // One starts every 20 seconds: of three at most it is not known.
    await expect(page.getByText(/^(?:[4-9]|\d{2,}) active runs: not known where/)).toHaveCount(0)
    await expect(outcomeOf(0)).toHaveText(/^Waiting at \w+ \(stuck\)/)
    await expectAccessibleInBoth(page)
    await list.grid.focus()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const { region, tree } = getPanel(page)
    await tree.waitFor()
    await expect(region.getByText(/^Waiting at/).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(region).toBeHidden()

    await command('failed today')
    await expect(page).toHaveURL(/\?outcome=failed&from=[^&]+$/)
    await expect(page.getByText(/^[\d,]+ runs with an outcome that isn’t loaded/)).toBeVisible()
    await command('load outcomes')
    await expect(page.getByRole('progressbar', { name: 'Loading outcomes' })).toBeVisible()
    await command('pause loading')
    await expect(page.getByRole('button', { name: /^Load outcomes of [\d,]+ runs/ })).toBeVisible()
    await command('load outcomes')
    // Few runs fail.
    await expect(outcomeOf(0)).toHaveText(/^Failed at/, { timeout: 30_000 })
  })
})

test('with a filter, the outcomes of all matching runs load on request', async ({ page }) => {
  const list = getListPage(page)
  // Hardly any run starts here meanwhile: an outcome of a new one would not be loaded.
  await list.open(flowSids.survey, '?status=active')
  await list.waitUntilLoaded()
  const button = page.getByRole('button', { name: /^Outcome/ })
  await button.click()
  const item = page.getByRole('menuitem', { name: /^Load outcomes of \d+ runs? \(\d+ requests?\)$/ })
  await item.click()
  // Nine requests may be over before a progress bar is seen.
  await button.click()
  // A number without a plus: where each of them waits is known.
  await expect(page.getByRole('menuitemcheckbox', { name: /^Stuck/ })).toContainText(/[1-9]\d*$/)
})
