import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import type { Tab } from '#address/tabs.ts'
import { engagementsPageSchema } from '#contract/engagement.ts'
import { type FlowSid, parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { panelOf } from './list.ts'
import { expect, expectAccessible, test } from './test.ts'

/** Opens a tab of the newest ended run whose context says something like it. */
async function openRun(page: Page, flowSid: FlowSid, like: RegExp, tab: Tab) {
  const answer = await page.request.get(`/api/v1/Flows/${flowSid}/Engagements?PageSize=300`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  const run = engagements.find(
    ({ status, context }) => status === 'ended' && like.test(JSON.stringify(context)),
  )
  const sid = parseSid('FN', run?.sid)
  if (sid === null) throw new Error(`None of the newest 300 runs is like ${like}.`)
  await page.goto(paths.engagement(flowSid, sid, { ...defaultView, tab }))
  return { sid, region: panelOf(page).region }
}

test('a story is read, and copied for a ticket', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { sid, region } = await openRun(page, flowSids.orderStatus, /"ask_order_number":\{"inbound"/, 'story')
  const happened = region.getByRole('list', { name: 'What happened' })
  await expect(happened.getByRole('listitem').first()).toContainText('They wrote')
  await expect(happened.getByText(/^Asked .*; they answered .* after/)).not.toHaveCount(0)
  await expect(region.getByText(/^Ran to its end|^Ended /)).toBeVisible()
  await expectAccessible(page)
  await region.getByRole('button', { name: 'Copy for a ticket' }).click()
  const ticket = await page.evaluate(() => navigator.clipboard.readText())
  expect(ticket).toContain(`**Engagement** \`${sid}\``)
  expect(ticket).toMatch(/^1\. \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: They wrote “/m)
  expect(ticket).toContain(new URL(page.url()).origin)
})

test('a call that was hung up says so', async ({ page }) => {
  const { region } = await openRun(
    page,
    flowSids.mainMenu,
    /"main_menu":\{"CallSid":"CA[0-9a-f]+","CallStatus":"completed"\}/,
    'story',
  )
  await expect(region.getByText('Ended with a hang-up in main_menu')).toBeVisible()
})

test('the conversation is what the customer saw; a call has none', async ({ page }) => {
  const { region } = await openRun(
    page,
    flowSids.orderStatus,
    /"ask_order_number":\{"inbound"/,
    'conversation',
  )
  const messages = region.getByRole('list', { name: 'Messages' }).getByRole('listitem')
  await expect(messages.first()).toContainText('They wrote:')
  await expect(messages.filter({ hasText: 'The flow wrote:' })).not.toHaveCount(0)
  await expectAccessible(page)
  const call = await openRun(page, flowSids.mainMenu, /"trigger"/, 'conversation')
  await expect(call.region.getByText('No messages')).toBeVisible()
})
