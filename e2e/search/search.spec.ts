import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import {
  getListPage,
  getPanel,
  getRowSid,
  getSearchBox,
  searchFor,
  testedSource,
} from '../support/page-objects.ts'
import { fetchNewestRunSid, fetchNewestRuns, findOrderNumber } from '../support/api-helpers.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

/** The Contact cells of the rows in view. */
const getContactCells = (page: Page) => getListPage(page).rows.getByRole('gridcell').nth(1)

/** A contact of the newest calls, from the +1 range reserved for fiction, and its ten national digits. */
async function findContact(page: Page): Promise<{ contact: string; national: string }> {
  const contact = (await fetchNewestRuns(page, flowSids.mainMenu, 100))
    .map(({ contact_channel_address: address }) => address ?? '')
    .find((address) => /^\+1\d{3}55501\d\d$/.test(address))
  if (contact === undefined) throw new Error('None of the newest 100 contacts is from +1 … 555 01xx.')
  return { contact, national: contact.slice(2) }
}

/** Waits until the search has covered all loaded runs. */
async function waitForSearchEnd(page: Page) {
  await getListPage(page).waitUntilLoaded()
  await expect(page.getByRole('region', { name: 'Search', exact: true })).toContainText(
    /Searched (all )?[\d,]+ /,
  )
  await expect(getListPage(page).grid).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
}

test('a phone number in any format finds that contact only, and the link does the same for a colleague @both-sources', async ({
  page,
  secondUser,
}) => {
  const requests: string[] = []
  for (const each of [page, secondUser]) each.on('request', (request) => requests.push(request.url()))
  const { contact, national } = await findContact(page)
  const [area, exchange, line] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)]
  await getListPage(page).open(flowSids.mainMenu)

  await page.keyboard.press('/')
  await expect(getSearchBox(page)).toBeFocused()
  // With a zero-width space, as copied text may have.
  await getSearchBox(page).fill(`(${area}) ${exchange}\u200b-${line}`)
  await getSearchBox(page).press('Enter')
  await expect(page).toHaveURL(/#q=/)
  await getListPage(page).waitUntilLoaded()
  await expect(getListPage(page).loadingStatus).toContainText(/\d match/)
  await expect(getContactCells(page).first()).toHaveText(contact)
  expect(new Set(await getContactCells(page).allTextContents())).toEqual(new Set([contact]))
  await expect(getContactCells(page).first().locator('mark')).toHaveText(national)
  await expect(getSearchBox(page)).toHaveAccessibleDescription(/number/)
  // All but the oldest: this contact, too, gets new runs and loses expired ones during the test.
  const sids = async () => Promise.all((await getListPage(page).rows.all()).map(getRowSid))
  const before = (await sids()).slice(0, -1)

  await page.reload()
  await expect(getSearchBox(page)).toHaveValue(`(${area}) ${exchange}\u200b-${line}`)
  await getListPage(page).waitUntilLoaded()
  await expect(getListPage(page).loadingStatus).toContainText(/\d match/)
  expect(before.length).toBeGreaterThan(0)
  await expect.poll(sids).toEqual(expect.arrayContaining(before))
  expect(new Set(await getContactCells(page).allTextContents())).toEqual(new Set([contact]))

  await secondUser.goto(page.url())
  await expect(getContactCells(secondUser).first()).toHaveText(contact)
  await getListPage(secondUser).waitUntilLoaded()
  expect(new Set(await getContactCells(secondUser).allTextContents())).toEqual(new Set([contact]))

  // The fragment stays in the browser: no request contains it.
  expect(requests.length).toBeGreaterThan(10)
  expect(requests.filter((url) => url.includes(line) || /[#?&]q=/.test(url))).toEqual([])
})

test('a number with a label and an extension finds its contact, shown as its country writes it', async ({
  page,
}) => {
  const { contact, national } = await findContact(page)
  const [area, exchange, line] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)]
  await getListPage(page).open(flowSids.mainMenu)
  await searchFor(page, `Tel.: <${area} ${exchange}-${line} ext. 12>, (mobile)`)
  await expect(getListPage(page).loadingStatus).toContainText(/[1-9][\d,]* match/)
  await expect(getSearchBox(page)).toHaveAccessibleDescription(/The extension 12 isn’t searched/)
  // The separators are shown and read aloud; the text itself is the number as it is.
  await expect(getContactCells(page).first()).toHaveAccessibleName(`+1 ${area} ${exchange} ${line}`)
  expect(new Set(await getContactCells(page).allTextContents())).toEqual(new Set([contact]))
})

test('the last four digits find all contacts that end with them', async ({ page }) => {
  const { national } = await findContact(page)
  const last = national.slice(-4)
  await getListPage(page).open(flowSids.mainMenu)
  await searchFor(page, `contact:${last}`)
  await expect(getListPage(page).loadingStatus).toContainText(/[1-9][\d,]* match/)
  const contacts = await getContactCells(page).allTextContents()
  expect(contacts).not.toEqual([])
  for (const contact of contacts) expect(contact).toMatch(new RegExp(`${last}$`))
})

test('an order number is found in contexts, and the row shows where @both-sources', async ({ page }) => {
  const order = await findOrderNumber(page)
  await getListPage(page).open(flowSids.orderStatus)
  await searchFor(page, order)
  const match = page.getByRole('columnheader', { name: 'Match' })
  await expect(match).toBeVisible()
  await waitForSearchEnd(page)
  await expect(getListPage(page).rows.first().locator('mark').first()).toHaveText(order)
  await expectAccessible(page)

  const sid = await getRowSid(getListPage(page).rows.first())
  await getListPage(page).rows.first().getByRole('link').click()
  await expect(page.getByRole('region', { name: `Engagement ${sid}`, exact: true })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`${sid}.*#q=${order}$`))
  // The run opens at the match.
  await expect(getPanel(page).region.getByRole('treeitem', { selected: true })).toContainText(order)

  // Esc first closes the panel, then empties the box.
  await getSearchBox(page).focus()
  await page.keyboard.press('Escape')
  await expect(getPanel(page).region).toBeHidden()
  await expect(getSearchBox(page)).toHaveValue(order)
  await expect(getSearchBox(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(getSearchBox(page)).toHaveValue('')
  await expect(match).toBeHidden()
  await expect(page).not.toHaveURL(/#q/)
})

test('a search can be limited to a path', async ({ page }) => {
  await getListPage(page).open(flowSids.orderStatus)
  await searchFor(page, 'flow.variables.language:es')
  await waitForSearchEnd(page)
  const cell = getListPage(page).rows.first().getByRole('gridcell').filter({ hasText: 'variables.language' })
  await expect(cell.locator('mark')).toHaveText('es')
  await searchFor(page, 'flow.variables.language:=nowhere')
  await expect(getListPage(page).loadingStatus).toContainText('0 match')
  await expect(page.getByText('No runs match', { exact: true })).toBeVisible()
})

test('a typed filter moves into its control', async ({ page }) => {
  await getListPage(page).open(flowSids.survey)
  await getSearchBox(page).pressSequentially('status:active ')
  await expect(getListPage(page).status('Active')).toBeChecked()
  await expect(getSearchBox(page)).toHaveValue('')
  await expect(page).toHaveURL(/\?status=active$/)
  await getSearchBox(page).pressSequentially('channel:whatsapp duration:5m..')
  await getSearchBox(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Channel WhatsApp' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Duration at least 5 min' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(getListPage(page).status('All')).toBeChecked()
  await expect(page).toHaveURL(new RegExp(`/${testedSource()}$`))
})

test('invalid syntax shows an error, and no part of the query is dropped', async ({ page }) => {
  await getListPage(page).open(flowSids.survey)
  await searchFor(page, 'channel:fax')
  await expect(getSearchBox(page)).toHaveAccessibleDescription(/There is no channel “fax”/)
  await expect(getSearchBox(page)).toHaveValue('channel:fax')
  await expect(page.getByText(/There is no channel “fax”/)).toBeVisible()
  await expectAccessible(page)
})

test('a pasted Console link opens its engagement, even in another flow', async ({ page }) => {
  const sid = await fetchNewestRunSid(page, flowSids.survey)
  await getListPage(page).open(flowSids.mainMenu)
  await searchFor(page, `https://console.twilio.com/studio/flows/${flowSids.survey}/executions/${sid}`)
  await page.getByRole('link', { name: `Open in its own flow: ${sid}` }).click()
  await expect(page.getByRole('region', { name: `Engagement ${sid}`, exact: true })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(flowSids.survey))
})

test('a sentence with a SID leads to its run, from the list and across flows', async ({
  page,
  allowConsole,
}) => {
  // The flows before it do not have it.
  allowConsole(/404/)
  const run = (await fetchNewestRuns(page, flowSids.survey, 100)).find(({ status }) => status === 'ended')
  const sid = run?.sid ?? ''
  const sentence = `Execution "FN${sid.slice(2).toUpperCase()}" is already active for this contact.`
  await getListPage(page).open(flowSids.survey)
  await searchFor(page, sentence)
  await expect(getListPage(page).loadingStatus).toContainText('1 match')
  await expect.poll(() => getRowSid(getListPage(page).rows.first())).toBe(sid)
  await expect(getSearchBox(page)).toHaveAccessibleDescription(/The other words aren’t searched/)
  await expect(page.getByRole('link', { name: `Open ${sid}`, exact: true })).toBeVisible()
  // As a mail wraps it: the box makes a blank of the end of a line.
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `> Execution ${sid.slice(0, 24)}\n> ${sid.slice(24)} is already\n> active for this contact.`,
  )
  await getSearchBox(page).fill('')
  await getSearchBox(page).press('Control+v')
  await expect(page.getByRole('link', { name: `Open ${sid}`, exact: true })).toBeVisible()
  await expect(getListPage(page).loadingStatus).toContainText('1 match')
  await getListPage(page).status('Active').check()
  await expect(
    page.getByRole('link', { name: `Excluded by the other filters. Open: ${sid}`, exact: true }),
  ).toBeVisible()

  await page.goto('/')
  await searchFor(page, sentence)
  await page.getByRole('link', { name: 'Open engagement' }).click()
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${sid}`)
})

test('an engagement that is not loaded is looked up at Twilio', async ({ page, allowConsole }) => {
  allowConsole(/404/)
  const sid = `FN${'0'.repeat(31)}1`
  await getListPage(page).open(flowSids.survey)
  await searchFor(page, sid)
  await page.getByRole('link', { name: `Look it up: ${sid}` }).click()
  await expect(page.getByRole('alert')).toBeVisible()
})

test('filters by channel and duration, by keyboard only', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await page.getByRole('button', { name: 'Channel', exact: true }).focus()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu', { name: 'Channel' })
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Phone' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('menuitemcheckbox', { name: 'SIP' })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Channel SIP' })).toBeFocused()
  await expect(page).toHaveURL(/channel=sip/)
  await expect(getContactCells(page).first()).toContainText('sip:')

  await page.getByRole('button', { name: 'Duration', exact: true }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Duration' })
  await form.getByRole('textbox', { name: 'At least' }).fill('soon')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toContainText('“soon” isn’t a duration')
  await expectAccessible(page)
  await form.getByRole('textbox', { name: 'At least' }).fill('1m')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(page.getByRole('button', { name: 'Duration at least 1 min' })).toBeFocused()
  await expect(page).toHaveURL(/duration=60\.\./)
})

test('keys that follow each other at once each move a menu by one item', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await page.getByRole('button', { name: 'Channel', exact: true }).focus()
  await page.keyboard.press('Enter')
  const item = (name: string) =>
    page.getByRole('menu', { name: 'Channel' }).getByRole('menuitemcheckbox', { name })
  await expect(item('Phone')).toBeFocused()
  // In one task, as when the page was busy while they were pressed.
  const pressAtOnce = (...keys: string[]) =>
    page.evaluate((pressed) => {
      for (const key of pressed)
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
        )
    }, keys)
  await pressAtOnce('ArrowDown', 'ArrowDown')
  await expect(item('SIP')).toBeFocused()
  // “All channels”, the last item, is not available without a selection.
  await pressAtOnce('End', 'ArrowUp')
  await expect(item('Client')).toBeFocused()
  await pressAtOnce('Home', 'ArrowUp')
  await expect(item('Other')).toBeFocused()
  await pressAtOnce('ArrowDown', 'ArrowDown')
  await expect(item('WhatsApp')).toBeFocused()
  await page.keyboard.press('s')
  await expect(item('SIP')).toBeFocused()
})

test('missing contexts are loaded on request, after showing the number of requests', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.webChat)
  await list.waitUntilLoaded()
  await searchFor(page, 'order')
  await expect(list.loadingStatus).toContainText('0 match')
  await page.getByRole('button', { name: /^Load contexts \([\d,]+ requests\)$/ }).click()
  await expect(page.getByText(/^Loaded [1-9]\d* of /)).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Pause loading' }).click()
  await expect(page.getByRole('button', { name: /^Load contexts \([\d,]+ requests\)$/ })).toBeVisible()
  await expect(list.loadingStatus).toContainText(/[1-9][\d,]* match/)
})
