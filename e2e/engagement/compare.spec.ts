import { defaultUrlState } from '#urls/urls.ts'
import { parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, holdRequests, searchFor, testedPaths } from '../support/page-objects.ts'
import {
  fetchNewestRunSid,
  fetchNewestRuns,
  findEndedRunSid,
  findEndedRunSids,
} from '../support/api-helpers.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test('two runs side by side: their contexts and the step where they diverge', async ({
  page,
  secondUser,
}) => {
  const runs = await fetchNewestRuns(page, flowSids.orderStatus, 200)
  const ended = runs.filter(({ status }) => status === 'ended')
  const hasAskedOrderNumber = (run: (typeof ended)[number]) =>
    JSON.stringify(run.context).includes('"ask_order_number"')
  const one = parseSid('FN', ended.find((run) => !hasAskedOrderNumber(run))?.sid)
  const other = parseSid('FN', ended.find(hasAskedOrderNumber)?.sid)
  if (one === null || other === null) throw new Error('The newest 200 runs include no two different ones.')

  await page.goto(testedPaths.engagement(flowSids.orderStatus, one))
  const { region } = getPanel(page)
  await region.getByRole('button', { name: 'Compare' }).click()
  const field = page.getByRole('textbox', { name: 'Engagement to compare with' })
  await field.fill('FN12')
  await field.press('Enter')
  await expect(page.getByText('This isn’t an engagement SID')).toBeVisible()
  await field.fill(`https://desk.example/flows/FW/engagements/${other}?tab=steps`)
  await field.press('Enter')

  const comparison = region.getByRole('region', { name: 'Comparison' })
  await expect(comparison.getByText(/the same; they diverge at step \d+$/)).toBeVisible()
  const rows = comparison.getByRole('table', { name: 'Steps of both' }).getByRole('row')
  await expect(comparison.getByRole('region', { name: 'What made the difference' })).toContainText(
    '{{trigger.message.Body}}',
  )
  // The equal start is folded.
  await expect(rows.nth(1).getByText('incomingMessage')).toHaveCount(0)
  await comparison.getByRole('button', { name: 'Show the equal steps' }).click()
  await expect(rows.nth(1).getByText('incomingMessage')).toHaveCount(2)
  await expectAccessible(page)

  await comparison.getByRole('button', { name: 'Contexts' }).click()
  const differences = comparison.getByRole('tree', { name: 'Differences' })
  await expect(differences.getByRole('treeitem').first()).toBeVisible()
  const changedSid = differences.getByRole('treeitem', { name: /^changed sid: .*, now FN/ })
  await expect(changedSid).toHaveCount(0)
  await comparison.getByRole('button', { name: /^\d+ values that always differ$/ }).click()
  await expect(changedSid).toBeVisible()
  await expect(differences.getByRole('treeitem', { name: /^flow_sid: / })).toHaveCount(0)
  await comparison.getByRole('button', { name: 'Only differences' }).click()
  await expect(differences.getByRole('treeitem', { name: /^flow_sid: / })).toBeVisible()
  await expectAccessible(page)

  // Ids differ at their ends, which rows truncate.
  await differences.getByRole('treeitem', { name: /^changed sid: / }).click()
  await expect(comparison.getByRole('group', { name: 'Whole values' })).toContainText(`"${other}"`)
  await page.setViewportSize({ width: 390, height: 844 })
  const changed = differences.getByRole('treeitem', { name: /^changed order_number: / })
  await expect(changed.locator('[data-aside="→"]')).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect(changed.locator('[data-aside="→"]')).toHaveCount(0)

  await comparison.getByRole('button', { name: 'Steps' }).click()
  await expect(comparison.getByText(/the same; they diverge at step \d+$/)).toBeVisible()

  await secondUser.goto(page.url())
  await expect(secondUser.getByText(/the same; they diverge at step \d+$/)).toBeVisible()
  await comparison.getByRole('button', { name: 'Stop comparing' }).click()
  await expect(region.getByRole('tab', { name: 'Steps' })).toHaveAttribute('aria-selected', 'true')
})

test('what was unfolded in a comparison stays so when the other run has loaded', async ({ page }) => {
  const [one, other] = await findEndedRunSids(page, flowSids.orderStatus, /"order_number":/, 2)
  if (!one || !other) throw new Error('The flow has fewer than two runs.')
  const release = await holdRequests(page, new RegExp(`/${other}$`))
  await page.goto(testedPaths.engagement(flowSids.orderStatus, one, { ...defaultUrlState, compare: other }))
  const comparison = getPanel(page).region.getByRole('region', { name: 'Comparison' })
  const fold = comparison.getByRole('button', { name: /always differ/ })
  await fold.click()
  const shortSid = `${other.slice(0, 8)}…${other.slice(-6)}`
  await expect(comparison.getByText(new RegExp(`${shortSid}$`)).last()).toBeVisible()
  release()
  await expect(comparison.getByText(`${shortSid}, `)).toBeVisible()
  await expect(fold).toHaveAttribute('aria-pressed', 'true')
})

test('an ended run that the list has is not asked for again to be compared', async ({ page }) => {
  const [one, other] = await findEndedRunSids(page, flowSids.orderStatus, /"order_number":/, 2)
  if (!one || !other) throw new Error('The flow has fewer than two runs.')
  const requested: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.includes(other)) requested.push(pathname.slice(pathname.indexOf(other) + other.length))
  })
  const list = getListPage(page)
  await list.open(flowSids.orderStatus)
  await searchFor(page, one)
  await list.grid.getByRole('link', { name: one }).click()
  await getPanel(page).tree.waitFor()
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: 'Engagement to compare with' }).fill(other)
  await page.keyboard.press('Enter')
  const comparison = getPanel(page).region.getByRole('region', { name: 'Comparison' })
  await comparison.getByRole('button', { name: 'Contexts' }).click()
  await expect(comparison.getByText(`${other.slice(0, 8)}…${other.slice(-6)}, `)).toBeVisible()
  await expect(
    comparison.getByRole('tree', { name: 'Differences' }).getByRole('treeitem').first(),
  ).toBeVisible()
  expect(requested).toContain('/Context')
  // The run itself, which has its whole context once more.
  expect(requested).not.toContain('')
})

test('comparing with a run that no longer exists shows an error', async ({ page, allowConsole }) => {
  allowConsole(/404/)
  const sid = await fetchNewestRunSid(page, flowSids.survey)
  const compare = parseSid('FN', `FN${'0'.repeat(32)}`)
  await page.goto(testedPaths.engagement(flowSids.survey, sid, { ...defaultUrlState, compare }))
  await expect(page.getByText('The other run’s context couldn’t be loaded')).toBeVisible()
  await page.getByRole('button', { name: 'Stop comparing' }).click()
  await expect(getPanel(page).tree).toBeVisible()
})

test('with the keyboard alone: the last good run of the flow, and what made the difference', async ({
  page,
}) => {
  // The customer did not send an order number.
  const sid = await findEndedRunSid(page, flowSids.orderStatus, /"give_up":/)
  await page.goto(testedPaths.engagement(flowSids.orderStatus, sid))
  const { region, tree } = getPanel(page)
  await tree.waitFor()
  await page.keyboard.press('c')
  const button = page.getByRole('button', { name: 'Find the last good run of this flow' })
  await button.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  const comparison = region.getByRole('region', { name: 'Comparison' })
  const difference = comparison.getByRole('region', { name: 'What made the difference' })
  await expect(difference.getByRole('list', { name: 'Values' }).getByRole('listitem').first()).toBeVisible()
  await expect(page).toHaveURL(/tab=steps.*compare=FN/)
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // From the palette too, once another run is open.
  await page.keyboard.press('j')
  await expect(region).not.toHaveAccessibleName(`Engagement ${sid}`)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Type a command or search' })).toBeFocused()
  await page.keyboard.type('last good')
  await expect(page.getByRole('option', { name: 'Compare with the last good run' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(comparison.getByRole('table', { name: 'Steps of both' })).toBeVisible()
})
