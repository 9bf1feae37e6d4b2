import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf, sidOfRow } from './list.ts'
import { askApi, newestRun, newestRuns } from './runs.ts'
import { expect, expectAccessible, test } from './test.ts'

const boxOf = (page: Page) => page.getByRole('searchbox', { name: 'Search engagements' })

/** The contact column of the rows in view. */
const contactsOf = (page: Page) => listOf(page).rows.getByRole('gridcell').nth(1)

/** A contact of the newest runs, from the part of +1 that is set aside for fiction, and its ten national digits. */
async function someContact(page: Page): Promise<{ contact: string; national: string }> {
  const contact = (await newestRuns(page, flowSids.orderStatus, 100))
    .map(({ contact_channel_address: address }) => address ?? '')
    .find((address) => /^\+1\d{3}55501\d\d$/.test(address))
  if (contact === undefined) throw new Error('None of the newest 100 contacts is from +1 … 555 01xx.')
  return { contact, national: contact.slice(2) }
}

/** An order number that stands in the context of one of the newest runs. */
async function someOrder(page: Page): Promise<string> {
  const text = await askApi(page, `/api/v1/Flows/${flowSids.orderStatus}/Engagements?PageSize=100`)
  const order = /"order_number":"(\d{8,})"/.exec(text.replaceAll('\\"', '"'))?.[1]
  if (order === undefined) throw new Error('None of the newest 100 contexts holds an order number.')
  return order
}

async function searchFor(page: Page, text: string) {
  await boxOf(page).fill(text)
  await boxOf(page).press('Enter')
}

/** Waits until all that was read has been looked through. */
async function searchedThrough(page: Page) {
  await listOf(page).readToTheEnd()
  await expect(page.getByRole('region', { name: 'Search', exact: true })).toContainText(
    /Searched (all )?[\d,]+ /,
  )
  await expect(listOf(page).grid).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
}

test('a phone number, however it is written, finds that contact alone; the link does so for a colleague', async ({
  page,
  colleague,
}) => {
  const asked: string[] = []
  for (const each of [page, colleague]) each.on('request', (request) => asked.push(request.url()))
  const { contact, national } = await someContact(page)
  const [area, exchange, line] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)]
  await listOf(page).open(flowSids.orderStatus)

  await page.keyboard.press('/')
  await expect(boxOf(page)).toBeFocused()
  // With what is copied along: a zero-width space.
  await boxOf(page).fill(`(${area}) ${exchange}\u200b-${line}`)
  await boxOf(page).press('Enter')
  await expect(page).toHaveURL(/#q=/)
  await listOf(page).readToTheEnd()
  await expect(listOf(page).reading).toContainText(/\d match/)
  await expect(contactsOf(page).first()).toHaveText(contact)
  expect(new Set(await contactsOf(page).allTextContents())).toEqual(new Set([contact]))
  await expect(contactsOf(page).first().locator('mark')).toHaveText(national)
  await expect(boxOf(page)).toHaveAccessibleDescription(/number/)
  // All but the oldest: that contact, too, writes anew and has runs that expire while this goes on.
  const sids = async () => Promise.all((await listOf(page).rows.all()).map(sidOfRow))
  const before = (await sids()).slice(0, -1)

  await page.reload()
  await expect(boxOf(page)).toHaveValue(`(${area}) ${exchange}\u200b-${line}`)
  await listOf(page).readToTheEnd()
  await expect(listOf(page).reading).toContainText(/\d match/)
  expect(before.length).toBeGreaterThan(0)
  expect(await sids()).toEqual(expect.arrayContaining(before))
  expect(new Set(await contactsOf(page).allTextContents())).toEqual(new Set([contact]))

  await colleague.goto(page.url())
  await expect(contactsOf(colleague).first()).toHaveText(contact)
  await listOf(colleague).readToTheEnd()
  expect(new Set(await contactsOf(colleague).allTextContents())).toEqual(new Set([contact]))

  // The fragment stays in the browser: nothing that was asked of a server holds it.
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.filter((url) => url.includes(line) || /[#?&]q=/.test(url))).toEqual([])
})

test('the last four digits find all contacts that end in them', async ({ page }) => {
  const { national } = await someContact(page)
  const last = national.slice(-4)
  await listOf(page).open(flowSids.orderStatus)
  await searchFor(page, `contact:${last}`)
  await expect(listOf(page).reading).toContainText(/[1-9][\d,]* match/)
  for (const contact of await contactsOf(page).allTextContents())
    expect(contact).toMatch(new RegExp(`${last}$`))
})

test('an order number is found inside the contexts, and the row says where', async ({ page }) => {
  const order = await someOrder(page)
  await listOf(page).open(flowSids.orderStatus)
  await searchFor(page, order)
  const match = page.getByRole('columnheader', { name: 'Match' })
  await expect(match).toBeVisible()
  await searchedThrough(page)
  await expect(listOf(page).rows.first().locator('mark').first()).toHaveText(order)
  await expectAccessible(page)

  const sid = await sidOfRow(listOf(page).rows.first())
  await listOf(page).rows.first().getByRole('link').click()
  await expect(page.getByRole('region', { name: `Engagement ${sid}`, exact: true })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`${sid}.*#q=${order}$`))
  await panelOf(page)
    .item(/^flow, /)
    .waitFor()

  await boxOf(page).focus()
  await page.keyboard.press('Escape')
  await expect(boxOf(page)).toHaveValue('')
  await expect(match).toBeHidden()
  await expect(page).not.toHaveURL(/#q/)
})

test('a search is aimed at a path', async ({ page }) => {
  await listOf(page).open(flowSids.orderStatus)
  await searchFor(page, 'flow.variables.language:es')
  await searchedThrough(page)
  const cell = listOf(page).rows.first().getByRole('gridcell').filter({ hasText: 'variables.language' })
  await expect(cell.locator('mark')).toHaveText('es')
  await searchFor(page, 'flow.variables.language:=nowhere')
  await expect(listOf(page).reading).toContainText('0 match')
  await expect(page.getByText(/^Nothing matches among/)).toBeVisible()
})

test('what has a control moves into it while it is typed', async ({ page }) => {
  await listOf(page).open(flowSids.orderStatus)
  await boxOf(page).pressSequentially('status:active ')
  await expect(listOf(page).status('Active')).toBeChecked()
  await expect(boxOf(page)).toHaveValue('')
  await expect(page).toHaveURL(/\?status=active$/)
  await boxOf(page).pressSequentially('channel:whatsapp duration:5m..')
  await boxOf(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Channel WhatsApp' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Duration at least 5 min' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(listOf(page).status('All')).toBeChecked()
  await expect(page).toHaveURL(/engagements$/)
})

test('what cannot be understood is said, and nothing is dropped', async ({ page }) => {
  await listOf(page).open(flowSids.orderStatus)
  await searchFor(page, 'channel:fax')
  await expect(boxOf(page)).toHaveAccessibleDescription(/There is no channel “fax”/)
  await expect(boxOf(page)).toHaveValue('channel:fax')
  await expect(page.getByText(/There is no channel “fax”/)).toBeVisible()
  await expectAccessible(page)
})

test('a pasted link of the Console leads to its engagement, in another flow too', async ({ page }) => {
  const sid = await newestRun(page, flowSids.survey)
  await listOf(page).open(flowSids.orderStatus)
  await searchFor(page, `https://console.twilio.com/studio/flows/${flowSids.survey}/executions/${sid}`)
  await page.getByRole('link', { name: `Open in its own flow: ${sid}` }).click()
  await expect(page.getByRole('region', { name: `Engagement ${sid}`, exact: true })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(flowSids.survey))
})

test('an engagement that was not read is asked of Twilio', async ({ page, expectConsole }) => {
  expectConsole(/404/)
  const sid = `FN${'0'.repeat(31)}1`
  await listOf(page).open(flowSids.orderStatus)
  await searchFor(page, sid)
  await page.getByRole('link', { name: `Ask Twilio for ${sid}` }).click()
  await expect(page.getByRole('alert')).toBeVisible()
})

test('filters by channel and duration, by keyboard alone', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
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
  await expect(contactsOf(page).first()).toContainText('sip:')

  await page.getByRole('button', { name: 'Duration', exact: true }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Duration' })
  await form.getByRole('textbox', { name: 'At least' }).fill('soon')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toContainText('“soon” is no length of time')
  await expectAccessible(page)
  await form.getByRole('textbox', { name: 'At least' }).fill('1m')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(page.getByRole('button', { name: 'Duration at least 1 min' })).toBeFocused()
  await expect(page).toHaveURL(/duration=60\.\./)
})

test('contexts the list came without are loaded when someone says so, at a price that is said', async ({
  page,
}) => {
  const list = listOf(page)
  await list.open(flowSids.webChat)
  await list.readToTheEnd()
  await searchFor(page, 'order')
  await expect(list.reading).toContainText('0 match')
  await page.getByRole('button', { name: /^Load them: [\d,]+ requests$/ }).click()
  await expect(page.getByText(/^Loaded [1-9]\d* of /)).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Pause loading' }).click()
  await expect(page.getByRole('button', { name: /^Load them: [\d,]+ requests$/ })).toBeVisible()
  await expect(list.reading).toContainText(/[1-9][\d,]* match/)
})
