import type { Page } from '@playwright/test'

import { paths } from '#urls/urls.ts'
import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid, holdRequests } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

/** The demo's flows that fail on purpose are searched on request only. */
const searchFaults = (page: Page) =>
  page.getByRole('button', { name: 'Search the fault simulator too' }).click()

test('an engagement is found by its SID without its flow', async ({ page, allowConsole }) => {
  // The first flow does not have it.
  allowConsole(/404/)
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  const sid = await getRowSid(list.rows.nth(3))

  await page.goto('/')
  await page.getByRole('searchbox', { name: 'Search engagements' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(sid)
  await page.getByRole('button', { name: /^Search all \d+ flows$/ }).click()
  await expect(page.getByText('Found in “Main menu (voice)”')).toBeVisible()
  // Only the flow before it was queried, too.
  await expect(page.getByRole('region', { name: 'Search of all flows' })).toContainText(
    /Searched 2 of \d+ flows/,
  )
  await page.getByRole('link', { name: 'Open engagement' }).click()
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${sid}`)
})

test('all flows are searched on the chosen source, and results open there', async ({ page }) => {
  const list = getListPage(page)
  await page.goto(paths.engagements(flowSids.survey))
  await list.rows.first().waitFor()
  const sid = await getRowSid(list.rows.nth(2))
  const source = page.getByRole('radiogroup', { name: 'Source' })
  await source.getByRole('radio', { name: 'Executions' }).check()
  await list.rows.first().waitFor()

  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.goto(paths.flows(`"${sid.slice(2)}"`))
  await expect(source.getByRole('radio', { name: 'Executions' })).toBeChecked()
  const group = page.getByRole('region', { name: 'After-case survey (SMS)' })
  await expect(group.getByRole('link', { name: sid })).toHaveAttribute(
    'href',
    new RegExp(`/executions/${sid}`),
  )
  expect(requests.filter((path) => path.endsWith('/Engagements'))).toEqual([])

  await source.getByRole('radio', { name: 'Engagements' }).check()
  await expect(group.getByRole('link', { name: sid })).toHaveAttribute(
    'href',
    new RegExp(`/engagements/${sid}`),
  )
  expect(requests.filter((path) => path.endsWith('/Engagements'))).not.toEqual([])
})

test('a phone number is searched in the newest pages of each flow and not sent to any server', async ({
  page,
  allowConsole,
}) => {
  // Of the flows with faults.
  allowConsole(/Failed to load resource/)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  const list = getListPage(page)
  await list.open(flowSids.reminders)
  const sid = await getRowSid(list.rows.filter({ hasText: /\+1\d{3}55501\d\d/ }).first())
  // A new run may come in between.
  const row = list.rows.filter({ has: page.getByRole('link', { name: sid }) })
  const contact = (await row.getByRole('gridcell').nth(1).textContent()) ?? ''
  const [, area, exchange, line] = /\+1(\d{3})(\d{3})(\d{4})$/.exec(contact) ?? ['', '161', '555', '0199']

  await page.goto('/')
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill(`(${area}) ${exchange}-${line}`)
  await box.press('Enter')
  const group = page.getByRole('region', { name: 'Appointment reminders (WhatsApp)' })
  await expect(group).toContainText(/match(es)? in (all|the newest)/)
  await expect(group.getByRole('link', { name: sid })).toBeVisible()
  // Enter leads to the first result, as soon as there is one.
  const focusedName = () => page.evaluate(() => document.activeElement?.ariaLabel)
  await expect.poll(focusedName).toMatch(/^FN/)
  // Long enough to be paused.
  await searchFaults(page)
  await page.getByRole('button', { name: 'Pause search' }).click()
  await expect(page.getByRole('button', { name: 'Resume search' })).toBeVisible()

  // The link opens the same search for a colleague. The search text is in the fragment only.
  await page.reload()
  await expect(box).toHaveValue(`(${area}) ${exchange}-${line}`)
  await expect(group.getByRole('link', { name: sid })).toBeVisible()
  await box.press('ArrowDown')
  await expect.poll(focusedName).toMatch(/^FN/)
  expect(requests.length).toBeGreaterThan(10)
  expect(requests.filter((url) => new URL(url).search.includes(line))).toEqual([])
  expect(new URL(page.url()).search).toBe('')
})

test('hits say their outcome: of those in view it loads once the search is over', async ({ page }) => {
  const stepRequests: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/Steps')) stepRequests.push(request.url())
  })
  // A draft is searched last.
  const release = await holdRequests(page, new RegExp(`/${flowSids.empty}/`))
  await page.goto(paths.flows('+1'))
  // A flow with a run an hour: of a run that has just started, steps do not say yet where it waits.
  const group = page.getByRole('region', { name: 'After-case survey (SMS)' })
  const hits = group.getByRole('listitem').filter({ has: page.getByRole('link', { name: /^FN/ }) })
  await expect(hits).toHaveCount(5)
  await group.scrollIntoViewIfNeeded()
  // Offered after longer than the hits must be in view.
  await expect(page.getByRole('button', { name: 'Skip' })).toBeVisible()
  expect(stepRequests).toEqual([])
  release()
  await expect(hits.filter({ hasText: /Completed|Waiting at \w|Ended: |Failed at|Stopped at/ })).toHaveCount(
    5,
  )
  await expectAccessible(page)
})

test('a flow that does not answer is named and can be skipped; equal errors are one line', async ({
  page,
  allowConsole,
}) => {
  test.slow()
  allowConsole(/Failed to load resource/)
  await page.goto(paths.flows('lost parcel'))
  const summary = page.getByRole('region', { name: 'Search of all flows' })
  await searchFaults(page)
  await expect(summary.getByText(/^Waiting for “.+”, at most 15 s$/)).toBeVisible({ timeout: 60_000 })
  await summary.getByRole('button', { name: 'Skip' }).click()
  await expect(summary).toContainText('1 skipped')
  await expect(page.getByText('1 flow skipped:')).toBeVisible()
  // Failures of one kind share a line that names each flow.
  const unsearched = page.getByRole('list', { name: 'Flows not searched' }).getByRole('listitem')
  const failed = unsearched.filter({ hasText: ' not searched: ' })
  await expect(failed.first()).toContainText(/^\d+ flows? not searched: /)
  const lines = await failed.allTextContents()
  const reasons = lines.map((line) => line.replace(/^\d+ flows? not searched: /, '').slice(0, 30))
  expect(new Set(reasons).size).toBe(reasons.length)
  await failed
    .first()
    .getByText(/ not searched: /)
    .click()
  await expect(failed.first().getByRole('link').first()).toBeVisible()
  await expectAccessible(page)
})

test('Back from a hit returns to the search as it was, on the hit; the hit opens at its match', async ({
  page,
  allowConsole,
}) => {
  // Of the flows with faults.
  allowConsole(/Failed to load resource/)
  const requests: string[] = []
  await page.goto(paths.flows('order'))
  await searchFaults(page)
  const pause = page.getByRole('button', { name: 'Pause search' })
  const hits = page.getByRole('listitem').filter({ has: page.locator('mark') })
  await expect.poll(() => hits.count(), { timeout: 30_000 }).toBeGreaterThan(8)
  await pause.click()
  await expect(page.getByRole('button', { name: 'Resume search' })).toBeVisible()
  const hit = hits.nth(8).getByRole('link')
  const sid = (await hit.getAttribute('aria-label')) ?? ''
  await hit.focus()
  const { y } = (await hit.boundingBox()) ?? { y: 0 }
  const summary = await page.getByRole('region', { name: 'Search of all flows' }).textContent()
  await page.keyboard.press('Enter')
  const { region } = getPanel(page)
  await expect(region).toHaveAccessibleName(`Engagement ${sid}`)
  await expect(page).toHaveURL(/path=/)
  await expect(region.getByRole('treeitem', { selected: true })).toContainText(/order/i)
  // The list goes on to search where the search of all flows stopped.
  const list = getListPage(page)
  await expect(page.getByRole('region', { name: 'Search', exact: true })).not.toContainText('paused')
  await expect(list.rows.first()).toBeVisible()

  const [openedFlow = ''] = /FW[0-9a-f]{32}/.exec(page.url()) ?? []
  page.on('request', (request) => requests.push(request.url()))
  await page.goBack()
  const returned = page.getByRole('link', { name: sid })
  await expect(returned).toBeFocused()
  await expect(page.getByRole('region', { name: 'Search of all flows' })).toHaveText(summary ?? '')
  await expect.poll(async () => (await returned.boundingBox())?.y).toBeCloseTo(y, 0)
  // The list that was opened may still be asking.
  expect(requests.filter((url) => /\/Engagements/.test(url) && !url.includes(openedFlow))).toEqual([])
})

test('a pasted flow SID opens its flow with Enter, from both search boxes', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  for (const flowSid of [flowSids.survey, flowSids.mainMenu]) {
    await box.fill(` ${flowSid} `)
    await box.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/flows/${flowSid}/engagements$`))
    await getListPage(page).rows.first().waitFor()
  }
})

test('a pasted flow SID opens its flow, also where the code of the search comes after Enter', async ({
  page,
}) => {
  const list = getListPage(page)
  const release = await holdRequests(page, /\/assets\/search-module-.*\.js$/)
  await page.goto(paths.engagements(flowSids.survey))
  await list.rows.first().waitFor()
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill(flowSids.mainMenu)
  await box.press('Enter')
  release()
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.mainMenu}/engagements$`))
  await list.rows.first().waitFor()
  await expect(box).toHaveValue('')
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.mainMenu}/engagements$`))
})
