import { flowSids } from '#emulator/flows.ts'

import { openRun } from './runs.ts'
import { expect, expectAccessible, test } from './test.ts'

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

test('a subflow is told where it ran, and a hang-up in it is how the run ended', async ({ page }) => {
  const { region } = await openRun(page, flowSids.collections, /"verify_identity":\{\}/, 'story')
  const happened = region.getByRole('list', { name: 'What happened' })
  const inside = happened.getByRole('listitem', { level: 2 })
  await expect(inside.first()).toContainText('The subflow verify_identity began with customer_id')
  await expect(inside.last()).toContainText('They hung up while asked for a key or a word')
  await expect(happened.getByRole('listitem', { level: 1 }).filter({ hasText: 'ran to its end' })).toHaveText(
    /The subflow verify_identity ran to its end/,
  )
  await expect(
    region.getByText('Ended with a hang-up in ask_birth_year of the subflow verify_identity'),
  ).toBeVisible()
  await expectAccessible(page)
})

test('numbers are quoted with every digit', async ({ page }) => {
  const { region, text } = await openRun(page, flowSids.reminders, /"appointment_id"/, 'story')
  const digits = /"appointment_id":(\d{19})/.exec(text)?.[1] ?? 'none'
  await expect(region.getByRole('list', { name: 'What happened' }).getByText(digits)).toBeVisible()
})

test('in a list without contexts an earlier visit is quoted once its context is here', async ({ page }) => {
  const { region } = await openRun(page, flowSids.webChat, /"greet"/, 'story')
  const remembered = region.getByText(/^Remembered order_number/)
  await expect(region.getByText(/^They wrote (?!a message$)/)).toBeVisible()
  await expect(remembered).toHaveCount(0)
  await region.getByRole('tab', { name: 'Steps' }).click()
  const step = region
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ hasText: 'remember_order' })
  await step.last().getByRole('button').click()
  await expect(region.getByRole('tree', { name: 'What changed' })).toBeVisible()
  await region.getByRole('tab', { name: 'Story' }).click()
  await expect(remembered).toBeVisible()
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
