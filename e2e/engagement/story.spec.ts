import { defaultUrlState } from '#urls/urls.ts'
import { flowSids } from '#emulator/flows.ts'

import { copyWith } from '../support/clipboard.ts'
import { openEndedRun } from '../support/api-helpers.ts'
import { getPanel, testedPaths } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test('the story is shown and can be copied for a ticket', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { sid, region } = await openEndedRun(
    page,
    flowSids.orderStatus,
    /"ask_order_number":\{"inbound"/,
    'story',
  )
  const storyList = region.getByRole('list', { name: 'What happened' })
  await expect(storyList.getByRole('listitem').first()).toContainText('They wrote')
  await expect(storyList.getByText(/^Asked .*; they replied .* after/)).not.toHaveCount(0)
  await expect(
    region.getByRole('tabpanel').getByText(/^Completed at |^Ended: |^Ended from outside|^Failed at /),
  ).toBeVisible()
  await expectAccessible(page)
  const ticket = await copyWith(region.getByRole('button', { name: 'Copy for a ticket' }))
  expect(ticket).toContain(`**Engagement** \`${sid}\``)
  expect(ticket).toMatch(/^1\. \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\+[12]: They wrote “/m)
  expect(ticket).toContain(new URL(page.url()).origin)
  expect(ticket).toContain(`**Flow** Order status (SMS) \`${flowSids.orderStatus}\``)

  // A sentence opens its step, and the ending the step that decided it, which the ticket links too.
  await storyList.getByRole('link', { name: /^Step 2, / }).click()
  const step = region.getByRole('region', { name: 'Step', exact: true })
  await expect(step.getByText(/^2 of \d+$/)).toBeVisible()
  await page.goBack()
  await region.getByRole('link', { name: /^Completed at |^Ended: |^Ended from outside|^Failed at / }).click()
  await expect(step).toBeVisible()
  await expect(region.getByRole('tab', { name: 'Steps' })).toHaveAttribute('aria-selected', 'true')
  expect(ticket).toContain(`([step](${page.url()}))`)
})

test('the story shows that the caller hung up', async ({ page }) => {
  const { region } = await openEndedRun(
    page,
    flowSids.mainMenu,
    /"main_menu":\{"CallSid":"CA[0-9a-f]+","CallStatus":"completed"\}/,
    'story',
  )
  await expect(region.getByRole('tabpanel').getByText('Ended: hang-up at main_menu')).toBeVisible()
})

test('a subflow is shown where it ran, and a hang-up in it ends the run', async ({ page }) => {
  const { region } = await openEndedRun(page, flowSids.collections, /"verify_identity":\{\}/, 'story')
  const storyList = region.getByRole('list', { name: 'What happened' })
  const subflowItems = storyList.getByRole('listitem', { level: 2 })
  await expect(subflowItems.first()).toContainText('The subflow verify_identity started with customer_id')
  await expect(subflowItems.last()).toContainText('They hung up during the prompt')
  await expect(storyList.getByRole('listitem', { level: 1 }).filter({ hasText: 'completed' })).toHaveText(
    /The subflow verify_identity completed/,
  )
  await expect(
    region.getByRole('tabpanel').getByText('Ended: hang-up at ask_birth_year in subflow verify_identity'),
  ).toBeVisible()
  await expectAccessible(page)
})

test('numbers are shown with all their digits', async ({ page }) => {
  const { region, text } = await openEndedRun(page, flowSids.reminders, /"appointment_id"/, 'story')
  const digits = /"appointment_id":(\d{19})/.exec(text)?.[1] ?? 'none'
  await expect(region.getByRole('list', { name: 'What happened' }).getByText(digits)).toBeVisible()
})

test('in a list without contexts, an earlier run is quoted after its context has loaded', async ({
  page,
}) => {
  const { region } = await openEndedRun(page, flowSids.webChat, /"greet"/, 'story')
  const variableText = region.getByText(/^Set order_number = /)
  await expect(region.getByText(/^They wrote (?!a message$)/)).toBeVisible()
  await expect(variableText).toHaveCount(0)
  await region.getByRole('tab', { name: 'Steps' }).click()
  const step = region
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ hasText: 'remember_order' })
  await step.last().getByRole('button').click()
  await expect(region.getByRole('tree', { name: 'What changed' })).toBeVisible()
  await region.getByRole('tab', { name: 'Story' }).click()
  await expect(variableText).toBeVisible()
})

test('a search hit is marked in the conversation and in the story', async ({ page }) => {
  const { sid } = await openEndedRun(page, flowSids.orderStatus, /"ask_order_number":\{"inbound"/, 'context')
  const path = ['widgets', 'ask_order_number', 'inbound', 'Body']
  const state = { ...defaultUrlState, path }
  const { region, tab } = getPanel(page)
  await page.goto(testedPaths.engagement(flowSids.orderStatus, sid, { ...state, tab: 'conversation' }))
  await expect(region.locator('mark')).toHaveText(/\d{8}/)
  await tab('Story').click()
  // A variable may have been set to the same text later.
  const marked = region.getByRole('listitem').filter({ has: page.locator('mark') })
  await expect(marked.first()).toContainText('they replied')
})

test('the Conversation tab shows the messages; a call has none @both-sources', async ({ page }) => {
  const { region } = await openEndedRun(
    page,
    flowSids.orderStatus,
    /"ask_order_number":\{"inbound"/,
    'conversation',
  )
  const messages = region.getByRole('list', { name: 'Messages' }).getByRole('listitem')
  await expect(messages.first()).toContainText('They wrote:')
  await expect(messages.filter({ hasText: 'The flow wrote:' })).not.toHaveCount(0)
  await expect(region.locator('mark')).toHaveCount(0)
  await expectAccessible(page)
  const call = await openEndedRun(page, flowSids.mainMenu, /"trigger"/, 'conversation')
  await expect(call.region.getByText('No messages in this run')).toBeVisible()
})
