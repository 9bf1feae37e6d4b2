import { readFile } from 'node:fs/promises'

import type { Download, Page } from '@playwright/test'

import { defaultUrlState } from '#urls/urls.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'
import { formatJsonPath } from '#json/path/json-path.ts'

import { getListPage, getRowSid, testedApiPath, testedPaths, testedSource } from '../support/page-objects.ts'
import { fetchApi } from '../support/api-helpers.ts'
import { expect, expectAccessible, expectAccessibleInBoth, test } from '../support/test.ts'

/** The export dialog, by role and name. */
function getExportDialog(page: Page) {
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

const readDownload = async (download: Download) => readFile(await download.path(), 'utf8')

/** The cells of a CSV file without commas and line breaks in its values. */
const parseSimpleCsv = (csv: string) =>
  csv
    .replace(/\r\n$/, '')
    .split('\r\n')
    .map((line) => line.split(','))

test('the file has the listed runs, filtered and sorted @both-sources', async ({ page }) => {
  const list = getListPage(page)
  const exportDialog = getExportDialog(page)
  const auditEvents: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/audit')) auditEvents.push(request.postDataJSON())
  })
  await list.open(flowSids.mainMenu, '?status=ended&sort=contact')
  await list.waitUntilLoaded()
  await exportDialog.opener.click()
  await expect(exportDialog.dialog).toContainText(
    /[\d,]+ match, of [\d,]+ engagements read, back to .*; all of them\./,
  )
  await expectAccessibleInBoth(page, 'dialog')
  const matchCount = async () => Number(await list.grid.getAttribute('aria-rowcount')) - 1
  const countBefore = await matchCount()
  const downloading = page.waitForEvent('download')
  await exportDialog.start.click()
  const download = await downloading
  const countAfter = await matchCount()
  await expect(exportDialog.done).toBeFocused()
  await expectAccessibleInBoth(page, 'dialog')

  const [headerCells = [], ...rows] = parseSimpleCsv(await readDownload(download))
  expect(headerCells.join()).toBe(
    '\uFEFFSID,Status,Contact,Started (Europe/Berlin),Updated (Europe/Berlin),Duration in seconds,Outcome,Flow SID',
  )
  // Active runs end meanwhile, and then match.
  const count = rows.length
  expect(count).toBeGreaterThanOrEqual(countBefore)
  expect(count).toBeLessThanOrEqual(countAfter)
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^flowdesk-${flowSids.mainMenu}-${count}-${testedSource()}-of-all-\\d+\\.csv$`),
  )
  await expect(exportDialog.dialog).toContainText(download.suggestedFilename())
  const source = testedSource()
  expect(auditEvents).toEqual([
    { event: 'export', flow: flowSids.mainMenu, count, ...(source === 'executions' && { source }) },
  ])
  expect(new Set(rows.map(([, status]) => status))).toEqual(new Set(['ended']))
  const contacts = rows.map(([, , contact = '']) => contact)
  expect(contacts).toEqual(contacts.toSorted((a, b) => (a < b ? -1 : Number(a > b))))

  await exportDialog.done.click()
  await expect(exportDialog.dialog).toHaveCount(0)
  const sids = rows.map(([sid]) => sid)
  const getDisplayedSids = async () => Promise.all((await list.rows.all()).slice(0, 8).map(getRowSid))
  await expect.poll(getDisplayedSids).toEqual(sids.slice(0, 8))
  await list.grid.focus()
  await page.keyboard.press('Control+End')
  await expect(page.getByRole('link', { name: sids.at(-1) ?? '' })).toBeVisible()
})

test('the file of a masked list is masked and still valid JSON', async ({ page }) => {
  const list = getListPage(page)
  const exportDialog = getExportDialog(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await page.getByRole('button', { name: 'Mask personal data' }).click()
  await exportDialog.opener.click()
  await expect(exportDialog.dialog).toContainText('Personal data is masked in the file, as on the screen')
  await exportDialog.option('JSON Lines').check()
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), exportDialog.start.click()])
  expect(download.suggestedFilename()).toMatch(/-masked\.jsonl$/)
  const text = await readDownload(download)
  expect(text).toContain('+1••')
  expect(text).not.toMatch(/\+\d{7}/)
  for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('sid')
})

test('formulas are prefixed with an apostrophe, unless that is switched off', async ({ page }) => {
  const formula = '=HYPERLINK("https://example.com")'
  const path = formatJsonPath(['widgets', `w5 ${formula}`, 'outbound', 'Body'])
  const columns = ['contact', path, 'engagement'].map((id) => ({ id, width: null }))
  const list = getListPage(page)
  const exportDialog = getExportDialog(page)
  await page.goto(testedPaths.engagements(faultSids.hostileText, { ...defaultUrlState, columns }))
  await list.waitUntilLoaded()
  await exportDialog.opener.click()
  await exportDialog.dialog.getByRole('checkbox', { name: 'With contexts' }).check()
  const [escapedDownload] = await Promise.all([page.waitForEvent('download'), exportDialog.start.click()])
  const text = await readDownload(escapedDownload)
  const quoted = `"'=HYPERLINK(""https://example.com"")"`
  // Every contact of the flow has text after its number; one or two runs may not have reached the formula yet.
  const contacts = text.split(/,'\+\d+\u202E<b onmouseover/).length - 1
  const formulas = text.split(quoted).length - 1
  expect(contacts).toBe(60)
  expect(formulas).toBeGreaterThan(50)
  await expect(exportDialog.dialog).toContainText(`${contacts + formulas} cells were escaped.`)
  expect(text).toContain(`"${path.replaceAll('"', '""')}",Context\r\n`)

  await exportDialog.done.click()
  await exportDialog.opener.click()
  await exportDialog.option('As they are').check()
  const [unescapedDownload] = await Promise.all([page.waitForEvent('download'), exportDialog.start.click()])
  await expect(exportDialog.dialog).not.toContainText('escap')
  const unescapedText = await readDownload(unescapedDownload)
  expect(unescapedText.split(quoted.replace("'", '')).length).toBeGreaterThan(formulas)
  expect(unescapedText).not.toMatch(/\uFEFFSID|,'/)
})

test('JSON Lines contain every engagement as Twilio sent it', async ({ page }) => {
  const exportDialog = getExportDialog(page)
  await page.goto(testedPaths.engagements(faultSids.oddContexts))
  await getListPage(page).waitUntilLoaded()
  await exportDialog.opener.click()
  await exportDialog.option('JSON Lines').check()
  await expect(exportDialog.dialog.getByRole('checkbox')).toHaveCount(0)
  const [download] = await Promise.all([page.waitForEvent('download'), exportDialog.start.click()])
  expect(download.suggestedFilename()).toMatch(new RegExp(`-all-\\d+-${testedSource()}\\.jsonl$`))
  await expect(exportDialog.dialog).toContainText(
    /no context loaded, so (its context isn’t|their contexts aren’t) in the file/,
  )
  const lines = (await readDownload(download)).split('\n')
  expect(lines.pop()).toBe('')

  const address = `${testedApiPath(faultSids.oddContexts)}?PageSize=1000`
  const upstreamJson = await fetchApi(page, address)
  expect(lines.length).toBeGreaterThan(8)
  let offset = 0
  for (const line of lines) {
    const next = upstreamJson.indexOf(line, offset)
    expect(next, line).toBeGreaterThanOrEqual(offset)
    offset = next + line.length
  }
  expect(upstreamJson.slice(offset)).not.toContain('"sid"')
  expect(lines.join()).toContain('9007199254740993123')
})

test('the dialog says that rows not loaded are missing from the file, and the export can be cancelled', async ({
  page,
}) => {
  const list = getListPage(page)
  const exportDialog = getExportDialog(page)
  let auditCount = 0
  let downloads = 0
  page.on('request', (request) => (auditCount += Number(request.url().endsWith('/api/audit'))))
  page.on('download', () => downloads++)
  await list.open(flowSids.parcels, '?sort=contact')
  await expect(list.loadingStatus).toContainText(/^(?!1,|2,|3,)\d?\d,000/)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await exportDialog.opener.click()
  await expect(exportDialog.dialog).toContainText('; more exist, and are not in the file.')
  await expect(exportDialog.dialog.getByRole('button', { name: 'Read everything' })).toBeVisible()
  await expectAccessible(page)
  await exportDialog.option('JSON Lines').check()
  await exportDialog.start.click()
  await expect(exportDialog.cancel).toBeFocused()
  await expect(exportDialog.progress).toBeVisible()
  await exportDialog.cancel.click()
  await expect(exportDialog.option('JSON Lines')).toBeChecked()

  const [download] = await Promise.all([page.waitForEvent('download'), exportDialog.start.click()])
  const [, count] = /-(\d+)-(?:engagements|executions)-read\.jsonl$/.exec(download.suggestedFilename()) ?? []
  expect((await readDownload(download)).trimEnd().split('\n')).toHaveLength(Number(count))
  await expect(exportDialog.dialog).toContainText('; more exist, and are not in the file.')
  // The same export began earlier, so it would have been saved by now had it not been cancelled.
  expect({ auditCount, downloads }).toEqual({ auditCount: 1, downloads: 1 })
})

test('no file is saved unless the export is in the audit log', async ({ page, allowConsole }) => {
  allowConsole(/500/)
  const exportDialog = getExportDialog(page)
  let downloads = 0
  page.on('download', () => downloads++)
  // Flowdesk's own endpoint, which no fault of the emulator concerns.
  await page.route('**/api/audit', (route) => route.fulfill({ status: 500, body: '' }), { times: 1 })
  await page.goto(testedPaths.engagements(flowSids.survey))
  await getListPage(page).waitUntilLoaded()
  await exportDialog.opener.click()
  await exportDialog.start.click()
  await expect(exportDialog.alert).toContainText('The export couldn’t be logged')
  await expectAccessibleInBoth(page, 'dialog')
  const again = exportDialog.dialog.getByRole('button', { name: 'Try again' })
  await expect(again).toBeFocused()
  // A click outside the dialog does not close it.
  await page.mouse.click(5, 5)
  await expect(exportDialog.alert).toBeVisible()
  expect(downloads).toBe(0)
  const [download] = await Promise.all([page.waitForEvent('download'), again.click()])
  expect(download.suggestedFilename()).toMatch(new RegExp(`-all-\\d+-${testedSource()}\\.csv$`))
})

test('the dialog says that a search is incomplete, and so does the file', async ({ page }) => {
  const exportDialog = getExportDialog(page)
  await page.goto(`${testedPaths.engagements(flowSids.parcels)}#q=R-1`)
  await getListPage(page).rows.nth(3).waitFor()
  await page.getByRole('button', { name: 'Pause search' }).click()
  await exportDialog.opener.click()
  await expect(exportDialog.dialog).toContainText(
    /Search paused at .* match so far\. The file will contain the matches found by then/,
  )
  const [download] = await Promise.all([page.waitForEvent('download'), exportDialog.start.click()])
  expect(download.suggestedFilename()).toMatch(/-so-far\.csv$/)
})

test('keyboard only, at 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const list = getListPage(page)
  const exportDialog = getExportDialog(page)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()
  await list.grid.focus()
  for (let i = 0; i < 20 && !(await exportDialog.opener.evaluate((it) => it === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(exportDialog.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(exportDialog.opener).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(exportDialog.option('CSV')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(exportDialog.option('JSON Lines')).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(exportDialog.start).toBeFocused()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.jsonl$/)
  await expect(exportDialog.done).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(exportDialog.opener).toBeFocused()
})
