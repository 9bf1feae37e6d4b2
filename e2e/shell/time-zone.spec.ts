import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { copyWith, readClipboard } from '../support/clipboard.ts'
import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

const getField = (page: Page) => page.getByRole('combobox', { name: 'Time zone' })
const getOption = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(getField(page)).toBeFocused()
}

/** The first row's start, as shown and as the machine-readable time. */
async function getFirstStart(page: Page) {
  const time = getListPage(page).rows.first().locator('time').first()
  return {
    shown: (await time.textContent()) ?? '',
    ms: Date.parse((await time.getAttribute('datetime')) ?? ''),
  }
}

const formatIn = (ms: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(ms)

test('all times follow the chosen time zone, in every tab of the browser and after a reload', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  const { shown, ms } = await getFirstStart(page)
  expect(shown).toBe(formatIn(ms, 'Europe/Berlin'))

  const other = await page.context().newPage()
  await other.goto(page.url())
  await getListPage(other).rows.first().waitFor()

  await openSettings(page)
  await expect(getField(page)).toHaveValue('This browser’s: Europe/Berlin')
  // A click selects the text, so that typing replaces it.
  await getField(page).click()
  await page.keyboard.type('kath')
  await page.keyboard.press('Enter')
  await expect(getField(page)).toHaveValue('Asia/Kathmandu')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused()

  const time = list.rows.first().locator('time').first()
  const inKathmandu = async (target: typeof time) => {
    const text = await target.textContent()
    return text === formatIn(Date.parse((await target.getAttribute('datetime')) ?? ''), 'Asia/Kathmandu')
  }
  await expect.poll(() => inKathmandu(time)).toBe(true)
  await expect.poll(() => inKathmandu(getListPage(other).rows.first().locator('time').first())).toBe(true)
  await expect(page.getByRole('region', { name: 'Histogram' })).toContainText('Asia/Kathmandu (UTC+5:45)')
  await expect(list.loadingStatus).toContainText('GMT+5:45')

  await list.rows.first().getByRole('link').click()
  await getPanel(page).region.locator('time').first().click()
  await expect(getPanel(page).region.getByRole('group', { name: 'Exact time' })).toContainText(
    'Asia/Kathmandu',
  )
  // It covers the tabs.
  await page.keyboard.press('Escape')
  await getPanel(page).tab('Story').click()
  await getPanel(page).region.getByRole('button', { name: 'Copy for a ticket' }).click()
  await expect.poll(() => readClipboard(page)).toContain('UTC+5:45: ')

  await page.reload()
  await expect.poll(() => inKathmandu(time)).toBe(true)

  // "Yesterday" is a day of the chosen zone.
  await page.getByRole('button', { name: /^Date range/ }).click()
  await page.getByRole('dialog', { name: 'Date range' }).getByRole('button', { name: 'Yesterday' }).click()
  await expect(page).toHaveURL(/from=[^&]+T18:15:00Z&to=[^&]+T18:15:00Z/)
})

test('the time zone is found by city, by an old name and by offset, with keyboard and mouse', async ({
  page,
}) => {
  await getListPage(page).open(flowSids.survey)
  await openSettings(page)
  const field = getField(page)
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowDown')
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await expect(getOption(page, /^This browser’s/)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(getOption(page, /^UTC$/)).toHaveAttribute('aria-selected', 'true')

  // Escape closes the list, and the settings only after that.
  await page.keyboard.press('Escape')
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  await expect(field).toHaveValue('This browser’s: Europe/Berlin')

  await field.fill('calcutta')
  await expect(page.getByRole('option')).toHaveText([/Asia\/Kolkata/])
  await field.fill('+9:30')
  await expect(getOption(page, /Australia\/Darwin/)).toBeVisible()
  await expect(getOption(page, /Tokyo/)).toBeHidden()
  await field.fill('atlantis')
  await expect(page.getByRole('option')).toHaveCount(0)
  await expect(page.getByText('No time zone matches “atlantis”')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(field).toHaveValue('This browser’s: Europe/Berlin')

  await field.fill('new y')
  await expectAccessibleInBoth(page)
  await getOption(page, /America\/New York/).click()
  await expect(field).toHaveValue('America/New York')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
})

test('in the hour that clocks repeat, the form takes all of it and names both offsets', async ({ page }) => {
  await getListPage(page).open(flowSids.survey)
  await page.getByRole('button', { name: /^Date range/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Date range' })
  await dialog.getByLabel('From').fill('2026-10-25T02:30')
  await expect(dialog).toContainText('Times are in Europe/Berlin (UTC+2).')
  await dialog.getByLabel('To').fill('2026-10-25T02:30')
  await expect(dialog).toContainText('(From: UTC+2, To: UTC+1)')
  await expect(dialog).toContainText('To is the second (UTC+1)')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/from=2026-10-25T00:30:00Z&to=2026-10-25T01:30:00Z/)
  await expect(page.getByRole('button', { name: /^Date range/ })).toContainText('02:30 UTC+2')
})

test('in the hour that clocks repeat, grid and panel show the offset', async ({ page }) => {
  const list = getListPage(page)
  await page.route(/\/api\/v\d\/Flows\/[^/]+\/(Engagements|Executions)/, async (route) => {
    const response = await route.fetch()
    // Every run starts at 02:30 local time, on either side of the change. The emulator's runs are of the last 30 days.
    let count = 0
    const body = (await response.text()).replaceAll(
      /("date_created": ?)"[^"]*"/g,
      (_, key: string) => `${key}"2026-10-25T0${++count % 2}:30:15Z"`,
    )
    await route.fulfill({ response, body })
  })
  await list.open(flowSids.survey)
  const time = list.rows.first().locator('time').first()
  await expect(time).toHaveText('25 Oct, 02:30:15 UTC+1')
  // Nothing of it is cut off.
  expect(await time.evaluate((each) => each.scrollWidth <= (each.parentElement?.clientWidth ?? 0))).toBe(true)
  await page.getByRole('button', { name: 'Sort by Started' }).click()
  await expect(time).toHaveText('25 Oct, 02:30:15 UTC+2')

  await list.rows.first().getByRole('link').click()
  const { region, tab } = getPanel(page)
  await region.locator('time').first().click()
  await expect(region.getByRole('group', { name: 'Exact time' })).toContainText(
    /25 October 2026 at 02:30:15 \S+[12T]/,
  )
  // It covers the tabs.
  await page.keyboard.press('Escape')
  await tab('Steps').click()
  await expect(region.getByRole('list', { name: 'Steps' })).toContainText(/02:30:15 UTC\+[12]/)
  // The list looks for new runs from time to time: a request may be under way.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('around a time, the exact time of a run, and when Twilio deletes it', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu, '?sort=started')
  await list.waitUntilLoaded()
  await expect(list.grid.getByRole('columnheader', { name: 'Started' })).toContainText('Europe/Berlin')
  const { ms } = await getFirstStart(page)

  // The oldest run is nearly 30 days old.
  await list.rows.first().getByRole('link').click()
  const { region } = getPanel(page)
  await expect(region).toContainText(/Twilio (?:deletes it in \d days?|may delete it at any time)/)
  const age = region.getByRole('button', { name: /^\d+ d ago$/ })
  const exact = region.getByRole('group', { name: 'Exact time' })
  await expect(exact).toBeHidden()
  await age.press('Enter')
  await expect(exact).toContainText('Europe/Berlin')
  await expectAccessibleInBoth(page)
  expect(await copyWith(exact.getByRole('button', { name: 'Copy UTC' }))).toBe(new Date(ms).toISOString())
  expect(await copyWith(exact.getByRole('button', { name: 'Copy Epoch seconds' }))).toBe(String(ms / 1000))
  // Escape closes the time, and the panel only after that.
  await page.keyboard.press('Escape')
  await expect(exact).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(region).toBeHidden()

  await page.getByRole('button', { name: /^Date range/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Date range' })
  await dialog.getByLabel('Around', { exact: true }).fill('2026-11-03T14:30')
  await expect(dialog.getByLabel('From')).toHaveValue('2026-11-03T14:15')
  await dialog.getByLabel('Minutes before and after').fill('30')
  await expect(dialog.getByLabel('From')).toHaveValue('2026-11-03T14:00')
  await expect(dialog.getByLabel('To')).toHaveValue('2026-11-03T15:00')
  await expectAccessibleInBoth(page)

  // Another zone keeps the time, and what is no number of minutes is said.
  await getField(page).click()
  await page.keyboard.type('kathm')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Around', { exact: true })).toHaveValue('2026-11-03T19:15')
  await dialog.getByLabel('Minutes before and after').fill('x')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('whole minutes')
  await dialog.getByLabel('Minutes before and after').fill('30')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=2026-11-03T13:00:00Z&to=2026-11-03T14:00:00Z/)
})

test('the time zone can be chosen on a small screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 })
  await getListPage(page).open(flowSids.survey)
  await openSettings(page)
  await page.keyboard.type('berl')
  await expect(getOption(page, /Europe\/Berlin/).last()).toBeInViewport()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(getField(page)).toHaveValue('Europe/Berlin')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})
