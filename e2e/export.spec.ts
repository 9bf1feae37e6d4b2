import { readFile } from 'node:fs/promises'

import type { Download, Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { faultSids } from '#emulator/faults.ts'
import { flowSids } from '#emulator/flows.ts'
import { printJsonPath } from '#json/paths.ts'

import { listOf, sidOfRow } from './list.ts'
import { askApi } from './runs.ts'
import { expect, expectAccessible, expectAccessibleInBoth, test } from './test.ts'

/** The dialog, by role and name. */
function exportOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Export engagements' })
  return {
    dialog,
    opener: page.getByRole('button', { name: 'Export', exact: true }).and(page.locator('[aria-haspopup]')),
    start: dialog.getByRole('button', { name: 'Export', exact: true }),
    cancel: dialog.getByRole('button', { name: 'Cancel' }),
    done: dialog.getByRole('button', { name: 'Done' }),
    progress: dialog.getByRole('progressbar', { name: 'Exporting engagements' }),
    alert: dialog.getByRole('alert'),
    option: (name: string) => dialog.getByRole('radio', { name }),
  }
}

const textOf = async (download: Download) => readFile(await download.path(), 'utf8')

/** Cells of a file in which none holds a comma or a line break. */
const plainCells = (csv: string) =>
  csv
    .replace(/\r\n$/, '')
    .split('\r\n')
    .map((line) => line.split(','))

test('the file holds what is listed, as it is filtered and sorted', async ({ page }) => {
  const list = listOf(page)
  const made = exportOf(page)
  const notes: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/audit')) notes.push(request.postDataJSON())
  })
  await list.open(flowSids.mainMenu, '?status=ended&sort=contact')
  await list.readToTheEnd()
  await made.opener.click()
  await expect(made.dialog).toContainText(
    /[\d,]+ match, of [\d,]+ engagements read, back to .*; that is all of them\./,
  )
  await expectAccessibleInBoth(page, 'dialog')
  const downloading = page.waitForEvent('download')
  await made.start.click()
  const download = await downloading
  await expect(made.done).toBeFocused()
  await expectAccessibleInBoth(page, 'dialog')

  const [head = [], ...rows] = plainCells(await textOf(download))
  expect(head.join()).toBe('\uFEFFSID,Status,Contact,Started,Updated,Duration in seconds,Flow SID')
  const count = Number(await list.grid.getAttribute('aria-rowcount')) - 1
  expect(rows).toHaveLength(count)
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^flowdesk-${flowSids.mainMenu}-${count}-engagements-of-all-\\d+\\.csv$`),
  )
  await expect(made.dialog).toContainText(download.suggestedFilename())
  expect(notes).toEqual([{ event: 'export', flow: flowSids.mainMenu, count }])
  expect(new Set(rows.map(([, status]) => status))).toEqual(new Set(['ended']))
  const contacts = rows.map(([, , contact = '']) => contact)
  expect(contacts).toEqual(contacts.toSorted((a, b) => (a < b ? -1 : Number(a > b))))

  await made.done.click()
  await expect(made.dialog).toHaveCount(0)
  const sids = rows.map(([sid]) => sid)
  const shown = async () => Promise.all((await list.rows.all()).slice(0, 8).map(sidOfRow))
  expect(await shown()).toEqual(sids.slice(0, 8))
  await list.grid.focus()
  await page.keyboard.press('Control+End')
  await expect(page.getByRole('link', { name: sids.at(-1) ?? '' })).toBeVisible()
})

test('of a masked list it is masked as well, and stays JSON', async ({ page }) => {
  const list = listOf(page)
  const made = exportOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  await page.getByRole('button', { name: 'Mask personal data' }).click()
  await made.opener.click()
  await expect(made.dialog).toContainText('Personal data is masked in the file, as on the screen')
  await made.option('JSON Lines').check()
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), made.start.click()])
  expect(download.suggestedFilename()).toMatch(/-masked\.jsonl$/)
  const text = await textOf(download)
  expect(text).toContain('+1••')
  expect(text).not.toMatch(/\+\d{7}/)
  for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('sid')
})

test('formulas get an apostrophe, or nothing is changed', async ({ page }) => {
  const formula = '=HYPERLINK("https://example.com")'
  const path = printJsonPath(['widgets', `w5 ${formula}`, 'outbound', 'Body'])
  const columns = ['contact', path, 'engagement'].map((id) => ({ id, width: null }))
  const list = listOf(page)
  const made = exportOf(page)
  await page.goto(paths.engagements(faultSids.hostileText, { ...defaultView, columns }))
  await list.readToTheEnd()
  await made.opener.click()
  await made.dialog.getByRole('checkbox', { name: 'With contexts' }).check()
  const [safe] = await Promise.all([page.waitForEvent('download'), made.start.click()])
  const text = await textOf(safe)
  const quoted = `"'=HYPERLINK(""https://example.com"")"`
  // Every contact of the flow goes on behind its number; a run or two may not have come as far as the formula.
  const contacts = text.split(/,'\+\d+\u202E<b onmouseover/).length - 1
  const formulas = text.split(quoted).length - 1
  expect(contacts).toBe(60)
  expect(formulas).toBeGreaterThan(50)
  await expect(made.dialog).toContainText(`${contacts + formulas} cells were given an apostrophe.`)
  expect(text).toContain(`"${path.replaceAll('"', '""')}",Context\r\n`)

  await made.done.click()
  await made.opener.click()
  await made.option('As they are').check()
  const [plain] = await Promise.all([page.waitForEvent('download'), made.start.click()])
  await expect(made.dialog).not.toContainText('apostrophe')
  const asTheyAre = await textOf(plain)
  expect(asTheyAre.split(quoted.replace("'", '')).length).toBeGreaterThan(formulas)
  expect(asTheyAre).not.toMatch(/\uFEFFSID|,'/)
})

test('JSON Lines have every engagement as Twilio sent it', async ({ page }) => {
  const made = exportOf(page)
  await page.goto(paths.engagements(faultSids.oddContexts))
  await listOf(page).readToTheEnd()
  await made.opener.click()
  await made.option('JSON Lines').check()
  await expect(made.dialog.getByRole('checkbox')).toHaveCount(0)
  const [download] = await Promise.all([page.waitForEvent('download'), made.start.click()])
  expect(download.suggestedFilename()).toMatch(/-all-\d+-engagements\.jsonl$/)
  await expect(made.dialog).toContainText(/came without their context: there is nothing of it in the file/)
  const lines = (await textOf(download)).split('\n')
  expect(lines.pop()).toBe('')

  const address = `/api/v1/Flows/${faultSids.oddContexts}/Engagements?PageSize=1000`
  const sent = await askApi(page, address)
  expect(lines.length).toBeGreaterThan(8)
  let at = 0
  for (const line of lines) {
    const next = sent.indexOf(line, at)
    expect(next, line).toBeGreaterThanOrEqual(at)
    at = next + line.length
  }
  expect(sent.slice(at)).not.toContain('"sid"')
  expect(lines.join()).toContain('9007199254740993123')
})

test('what was not read is said not to be in the file, which can be given up', async ({ page }) => {
  const list = listOf(page)
  const made = exportOf(page)
  let told = 0
  let downloads = 0
  page.on('request', (request) => (told += Number(request.url().endsWith('/api/audit'))))
  page.on('download', () => downloads++)
  await list.open(flowSids.parcels, '?sort=contact')
  await expect(list.reading).toContainText(/^(?!1,|2,|3,)\d?\d,000/)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await made.opener.click()
  await expect(made.dialog).toContainText('; more exist, and are not in the file.')
  await expect(made.dialog.getByRole('button', { name: 'Read everything' })).toBeVisible()
  await expectAccessible(page)
  await made.option('JSON Lines').check()
  await made.start.click()
  await expect(made.cancel).toBeFocused()
  await expect(made.progress).toBeVisible()
  await made.cancel.click()
  await expect(made.option('JSON Lines')).toBeChecked()
  await page.waitForTimeout(1000)
  expect({ told, downloads }).toEqual({ told: 0, downloads: 0 })

  await made.option('CSV').check()
  const [download] = await Promise.all([page.waitForEvent('download'), made.start.click()])
  const [, count] = /-(\d+)-engagements-read\.csv$/.exec(download.suggestedFilename()) ?? []
  expect(plainCells(await textOf(download))).toHaveLength(Number(count) + 1)
  await expect(made.dialog).toContainText('; more exist, and are not in the file.')
})

test('without its line in the audit no file is handed over', async ({ page, expectConsole }) => {
  expectConsole(/500/)
  const made = exportOf(page)
  let downloads = 0
  page.on('download', () => downloads++)
  await page.route('**/api/audit', (route) => route.fulfill({ status: 500, body: '' }), { times: 1 })
  await page.goto(paths.engagements(flowSids.survey))
  await listOf(page).readToTheEnd()
  await made.opener.click()
  await made.start.click()
  await expect(made.alert).toContainText('The export could not be noted in the audit')
  await expectAccessibleInBoth(page, 'dialog')
  const again = made.dialog.getByRole('button', { name: 'Try again' })
  await expect(again).toBeFocused()
  // A click beside it loses nothing.
  await page.mouse.click(5, 5)
  await expect(made.alert).toBeVisible()
  expect(downloads).toBe(0)
  const [download] = await Promise.all([page.waitForEvent('download'), again.click()])
  expect(download.suggestedFilename()).toMatch(/-all-\d+-engagements\.csv$/)
})

test('a search that has not looked through all says so, and so does the file', async ({ page }) => {
  const made = exportOf(page)
  await page.goto(`/flows/${flowSids.parcels}/engagements#q=R-1`)
  await listOf(page).rows.nth(3).waitFor()
  await page.getByRole('button', { name: 'Stop searching' }).click()
  await made.opener.click()
  await expect(made.dialog).toContainText(
    /Stopped: searched .* match so far\. The file holds what has been found/,
  )
  const [download] = await Promise.all([page.waitForEvent('download'), made.start.click()])
  expect(download.suggestedFilename()).toMatch(/-so-far\.csv$/)
})

test('with the keyboard alone, at 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const list = listOf(page)
  const made = exportOf(page)
  await list.open(flowSids.survey)
  await list.readToTheEnd()
  await list.grid.focus()
  for (let i = 0; i < 20 && !(await made.opener.evaluate((it) => it === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(made.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(made.opener).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(made.option('CSV')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(made.option('JSON Lines')).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(made.start).toBeFocused()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.jsonl$/)
  await expect(made.done).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(made.opener).toBeFocused()
})
