import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'
import { parseSid } from '#contract/sid.ts'
import { sidOf } from '#testing/sids.ts'
import type { Tab } from '#urls/tabs.ts'
import { defaultUrlState, type UrlState } from '#urls/urls.ts'

import { fetchNewestRuns, findEndedRun, openEndedRun } from '../support/api-helpers.ts'
import { readClipboard } from '../support/clipboard.ts'
import { getListPage, getPanel, searchFor, testedPaths } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** A run with a question and its reply. */
const openReply = (page: Page, tab: Tab) =>
  openEndedRun(page, flowSids.orderStatus, /"ask_order_number":\{"inbound"/, tab)

/** Copies the link by its key, and opens it as a colleague does. */
async function copyAndOpen(page: Page): Promise<URL> {
  await page.evaluate(() => navigator.clipboard.writeText(''))
  await page.keyboard.press('y')
  await expect.poll(() => readClipboard(page)).not.toBe('')
  const url = await readClipboard(page)
  await page.goto('about:blank')
  await page.goto(url)
  return new URL(url)
}

test('a copied link leads to the sentence of the story that had the focus', async ({ page }) => {
  const { region } = await openReply(page, 'story')
  const sentences = region.getByRole('list', { name: 'What happened' }).getByRole('listitem')
  await sentences.nth(2).getByRole('paragraph').click()
  const text = await sentences.nth(2).innerText()
  const link = await copyAndOpen(page)
  expect(link.searchParams.get('tab')).toBe('story')
  expect(link.searchParams.get('step')).toMatch(/^FT/)
  const linked = sentences.and(page.locator('[aria-current=true]'))
  await expect(linked).toHaveCount(1)
  expect(await linked.innerText()).toBe(text)
  await expectAccessible(page)

  // The same step is marked in the other tabs that show it.
  await getPanel(page).tab('Flow').click()
  const path = region.getByRole('list', { name: 'Path of this run' }).getByRole('listitem')
  await expect(path.nth(2)).toHaveAttribute('aria-current', 'true')
})

test('a copied link leads to the message that had the focus, in either direction', async ({ page }) => {
  const { region } = await openReply(page, 'conversation')
  const messages = region.getByRole('list', { name: 'Messages' }).getByRole('listitem')
  const linked = messages.and(page.locator('[aria-current=true]'))
  await region.getByRole('group', { name: 'Conversation' }).focus()
  // A question and its reply are of one step.
  for (const presses of [2, 3]) {
    for (let i = 0; i < presses; i++) await page.keyboard.press('ArrowDown')
    const message = messages.nth(presses - 1)
    await expect(message).toBeFocused()
    const text = await message.innerText()
    await copyAndOpen(page)
    await expect(linked).toHaveCount(1)
    expect(await linked.innerText()).toBe(text)
    await expect(linked).toBeInViewport()
    await region.getByRole('group', { name: 'Conversation' }).focus()
  }
  await expectAccessible(page)
})

test('a copied link leads to the field of Details that had the focus', async ({ page }) => {
  await openReply(page, 'details')
  const { region } = getPanel(page)
  await region.getByRole('button', { name: 'Copy links.steps' }).focus()
  const link = await copyAndOpen(page)
  expect(link.searchParams.get('field')).toBe('links.steps')
  const linked = region.getByRole('group', { name: 'Details' }).locator('[aria-current=true]')
  await expect(linked).toContainText('links.steps')
  await expect(linked).toBeInViewport()
  await expectAccessible(page)
})

test('a copied link leads to the step, and to the contact’s run, that had the focus', async ({ page }) => {
  const { region } = await openReply(page, 'steps')
  await region.getByRole('list', { name: 'Steps' }).getByRole('button').nth(1).focus()
  await copyAndOpen(page)
  await expect(
    region.getByRole('region', { name: 'Step', exact: true }).getByText(/^2 of \d+$/),
  ).toBeVisible()

  const runs = await fetchNewestRuns(page, flowSids.orderStatus, 300)
  const newer = runs.find(({ contact_channel_address: contact }, i) =>
    runs.some((run, at) => at > i && run.contact_channel_address === contact),
  )
  const older = runs.findLast(
    ({ contact_channel_address: contact }) => contact === newer?.contact_channel_address,
  )?.sid
  const sid = parseSid('FN', newer?.sid)
  if (sid === null || older == null) throw new Error('No contact has two of the newest 300 runs.')
  await page.goto(testedPaths.engagement(flowSids.orderStatus, sid, { ...defaultUrlState, tab: 'contact' }))
  await region.getByRole('link', { name: older, exact: true }).focus()
  const link = await copyAndOpen(page)
  expect(link.pathname).toContain(sid)
  expect(link.searchParams.get('run')).toBe(older)
  const linked = region.getByRole('list', { name: 'Runs of this contact' }).locator('li[aria-current=true]')
  await expect(linked.getByRole('link', { name: older, exact: true })).toBeVisible()
})

test('a place that a run does not have is said in every tab', async ({ page }) => {
  const { sid } = await findEndedRun(page, flowSids.orderStatus, /"ask_order_number":\{"inbound"/)
  const { region } = getPanel(page)
  const unknownStep = sidOf('FT', 9)
  const unknownRun = sidOf('FN', 9)
  const open = (state: Partial<UrlState>) =>
    page.goto(testedPaths.engagement(flowSids.orderStatus, sid, { ...defaultUrlState, ...state }))
  const notice = (text: string) => expect(region.getByRole('status').filter({ hasText: text })).toBeVisible()
  for (const tab of ['steps', 'story', 'conversation', 'flow'] as const) {
    await open({ tab, step: unknownStep })
    await notice(`The step in the link, ${unknownStep}, isn’t part of this run.`)
  }
  await open({ tab: 'details', field: 'colour' })
  await notice('The field in the link, colour, isn’t part of this run.')
  await open({ tab: 'contact', run: unknownRun })
  await notice(`The run in the link, ${unknownRun}, isn’t among the contact’s loaded runs`)
  for (const tab of ['story', 'conversation'] as const) {
    await open({ tab, path: ['flow', 'flow_sid'] })
    await notice('The value in the link, $.flow.flow_sid, isn’t quoted here.')
  }
  await region.getByRole('link', { name: 'Show it in Context' }).click()
  await expect(region.getByRole('treeitem', { name: /^flow_sid: / })).toHaveAttribute('aria-selected', 'true')
})

test('a hit in a message opens in the tab used last, if that shows messages', async ({ page }) => {
  const { sid, text } = await findEndedRun(page, flowSids.orderStatus, /"ask_order_number":\{"inbound"/)
  const reply = /"ask_order_number":\{"inbound":.*?"Body":"(\d{8,})"/.exec(text)?.[1] ?? ''
  const messageSid = /"trigger":.*?"MessageSid":"(SM\w+)"/.exec(text)?.[1] ?? ''
  const list = getListPage(page)
  const { region, tab } = getPanel(page)
  await page.goto(testedPaths.engagement(flowSids.orderStatus, sid))
  for (const name of ['Conversation', 'Story'] as const) {
    await tab(name).click()
    await page.keyboard.press('Escape')
    await searchFor(page, `widgets.ask_order_number.inbound.Body:${reply}`)
    await expect(list.grid.locator('mark')).toHaveText(reply)
    await list.rows.getByRole('link').click()
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true')
    const marked = region.locator('mark').filter({ hasText: reply })
    await expect(marked.first()).toBeInViewport()
  }
  await page.keyboard.press('Escape')
  await searchFor(page, `trigger.message.MessageSid:${messageSid}`)
  await expect(list.grid.locator('mark')).toHaveText(messageSid)
  await list.rows.getByRole('link').click()
  await expect(tab('Context')).toHaveAttribute('aria-selected', 'true')
})
