import { readFile } from 'node:fs/promises'

import { runListOf } from '#contract/run-source.ts'
import { flowSids } from '#emulator/flows.ts'
import { paths } from '#urls/urls.ts'

import { getListPage, getPanel, getRowSid, openFilters, searchFor } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

const executions = runListOf(flowSids.mainMenu, 'executions')

test('the switch reads the same runs from Executions: list, search, panel, link, export', async ({
  page,
  secondUser,
}) => {
  const list = getListPage(page)
  const panel = getPanel(page)
  const source = page.getByRole('radiogroup', { name: 'Source' })
  await list.open(flowSids.mainMenu, '?status=ended')
  await list.waitUntilLoaded()
  const sid = await getRowSid(list.rows.nth(4))

  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await expect(source).toHaveAccessibleDescription(/^The same runs .* what started each run\.$/)
  await source.getByRole('radio', { name: 'Executions' }).check()
  await expect(page).toHaveURL(new RegExp(`${paths.engagements(executions)}\\?status=ended$`))
  await list.waitUntilLoaded()
  await expect(list.loadingStatus).toContainText(/2,500 engagements read.*[\d,]+ match/)

  await searchFor(page, sid)
  await expect(list.rows).toHaveCount(1)
  await list.rows.getByRole('gridcell').nth(1).click()
  await expect(page).toHaveURL(new RegExp(`/executions/${sid}\\?status=ended#q=${sid}$`))
  await expect(panel.item(/^trigger, /)).toBeVisible()
  await panel.tab('Steps').click()
  await expect(panel.region.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toBeVisible()
  await panel.tab('Details').click()
  await expect(panel.region.getByRole('group', { name: 'Details' })).toContainText(/initiated_by\s*CA/)
  await panel.tab('Story').click()
  await expect(panel.region.getByRole('list', { name: 'What happened' })).toBeVisible()
  await expectAccessible(page)

  await secondUser.goto(page.url())
  await expect(getPanel(secondUser).region.getByRole('list', { name: 'What happened' })).toBeVisible()
  await expect(secondUser.getByRole('radio', { name: 'Executions' })).toBeChecked()

  await page.getByRole('button', { name: 'Export', exact: true }).and(page.locator('[aria-haspopup]')).click()
  const dialog = page.getByRole('dialog', { name: 'Export engagements' })
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/-1-execution-of-all-\d+\.csv$/)
  expect(await readFile(await download.path(), 'utf8')).toContain(`\n${sid},ended,`)
  await dialog.getByRole('button', { name: 'Done' }).click()

  // Nothing of the runs came from the other source.
  expect(requests.filter((path) => path.includes('/Engagements'))).toEqual([])
  expect(requests).toContain(`/api/v2/Flows/${flowSids.mainMenu}/Executions/${sid}/Steps`)

  await source.getByRole('radio', { name: 'Engagements' }).check()
  await expect(page).toHaveURL(new RegExp(`/engagements/${sid}\\?status=ended&tab=story#q=${sid}$`))
  await expect(panel.region).toBeVisible()
  await page.goBack()
  await expect(source.getByRole('radio', { name: 'Executions' })).toBeChecked()
})

test('a pasted API address of Executions opens there; a phone has the switch among the filters', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(paths.engagements(executions).replace(flowSids.mainMenu, 'FW123'))
  await expect(page.getByText('FW and 32 hexadecimal digits')).toBeVisible()
  await page.goto('/')
  const pasted = `https://studio.twilio.com/v2/Flows/${flowSids.survey}/Executions?PageSize=50`
  await page.getByRole('textbox', { name: 'Flow SID' }).fill(pasted)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`${flowSids.survey}/executions$`))
  await getListPage(page).rows.first().waitFor()
  await openFilters(page)
  // The other list has a sheet of its own, which is closed.
  await page.getByRole('radiogroup', { name: 'Source' }).getByRole('radio', { name: 'Engagements' }).click()
  await expect(page).toHaveURL(new RegExp(`${flowSids.survey}/engagements$`))
  await expectAccessible(page)
})

test('active runs and a date range are asked of Twilio; taking the filter off reads on', async ({ page }) => {
  const list = getListPage(page)
  const asked: URLSearchParams[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.endsWith('/Executions')) asked.push(url.searchParams)
  })
  const ofTwilio = (name: string) => asked.filter((query) => query.has(name))

  // The first page of 2,500 runs, and then active runs alone.
  await page.goto(`${paths.engagements(executions)}?status=active`)
  await expect(list.loadingStatus).toContainText(
    /engagements read · active runs asked of Twilio: all of them · [\d,]+ match/,
  )
  // A request may be repeated after a 429.
  expect(new Set(ofTwilio('status').map((query) => query.get('status')))).toEqual(new Set(['active']))
  expect(ofTwilio('PageToken')).toEqual([])
  // The histogram is complete too, though the list itself is not read on.
  const legend = page.getByRole('region', { name: 'Histogram' }).getByRole('list', { name: 'Legend' })
  await expect(legend).not.toContainText('not loaded')
  await expect(list.grid).not.toHaveAttribute('aria-rowcount', '-1')
  const name = async (status: 'All' | 'Active' | 'Ended') =>
    page.getByRole('radiogroup', { name: 'Status' }).getByText(status).innerText()
  expect(await name('Active')).toMatch(/^Active\s*[\d,]+$/)
  expect(await name('Ended')).toMatch(/^Ended\s*[\d,]+\+$/)
  await expectAccessible(page)

  const askedBefore = ofTwilio('status').length
  await list.status('All').check()
  await expect(list.loadingStatus).toContainText(/2,500 engagements read, .*; all of them/)
  expect(ofTwilio('status')).toHaveLength(askedBefore)

  // Everything is read: nothing more is asked for. After a reload it is.
  await list.status('Active').check()
  await expect(list.loadingStatus).toContainText(/2,500 engagements read, .*; all of them · [\d,]+ match/)
  expect(ofTwilio('status')).toHaveLength(askedBefore)
  await page.reload()
  await expect(list.loadingStatus).toContainText('active runs asked of Twilio: all of them')
  expect(ofTwilio('status').length).toBeGreaterThan(askedBefore)

  const to = new Date(Date.now() - 10 * 86_400_000).toISOString()
  await page.goto(`${paths.engagements(executions)}?to=${to}`)
  await expect(list.loadingStatus).toContainText('runs of the date range asked of Twilio: all of them')
  expect(ofTwilio('DateCreatedTo').length).toBeGreaterThan(0)
  await expect(legend).not.toContainText('not loaded')
  await expect(list.grid).not.toHaveAttribute('aria-rowcount', '-1')
  const inRange = await list.grid.getAttribute('aria-rowcount')
  await page.goto(`${paths.engagements(flowSids.mainMenu)}?to=${to}`)
  await list.waitUntilLoaded()
  await expect(list.grid).toHaveAttribute('aria-rowcount', inRange ?? '')
})
