import { defaultUrlState } from '#urls/urls.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { findEndedRun, openEndedRun } from '../support/api-helpers.ts'
import { getPanel, testedPaths, testedSource } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

/** An ended run whose contact was asked for the order number and replied. */
const answeredPattern = /"ask_order_number":\{"inbound"/

test('the flow is a graph with the run’s path on it, the same in words, and moved with keys @both-sources', async ({
  page,
}) => {
  const { region } = await openEndedRun(page, flowSids.orderStatus, answeredPattern, 'flow')
  const graph = region.getByRole('group', { name: 'Graph' })
  await expect(graph).toHaveAccessibleDescription(/^12 widgets; this run passed [6-9]\. /)
  await expect(graph.getByText('ended here')).toBeVisible()

  const path = region.getByRole('list', { name: 'Path of this run' })
  const split = path
    .getByRole('listitem')
    .filter({ has: page.getByTitle('Show has_order_number in the graph') })
  await expect(split).toContainText('noMatch')
  await expect(split).toContainText('Not taken: match → lookup_order')
  await expect(region.getByText(/^Revision 14 of /)).toContainText(
    /the last one published before this run started|published after this run started|the one this run followed/,
  )
  await expectAccessibleInBoth(page)

  const position = () => graph.locator('.react-flow__viewport').evaluate((it) => it.style.transform)
  await graph.focus()
  for (const key of ['ArrowDown', '+', '-', '0']) {
    const before = await position()
    await page.keyboard.press(key)
    await expect.poll(position).not.toBe(before)
  }
  await expect(graph.getByTitle('give_up')).toBeVisible()
  const fitted = await position()
  await split.getByRole('button').click()
  await expect.poll(position).not.toBe(fitted)
  await expect(graph.getByTitle('has_order_number')).toBeInViewport()
})

test('a flow of 300 widgets is drawn, and one whose definition may not be read has the run’s steps alone', async ({
  page,
  allowConsole,
}) => {
  const open = async (flow: (typeof faultSids)[keyof typeof faultSids]) => {
    const { sid } = await findEndedRun(page, flow, /./)
    await page.goto(testedPaths.engagement(flow, sid, { ...defaultUrlState, tab: 'flow' }))
    return getPanel(page).region.getByRole('group', { name: 'Graph' })
  }
  await expect(await open(faultSids.largeDefinition)).toHaveAccessibleDescription(/^300 widgets; /)
  allowConsole(/403/)
  const graph = await open(faultSids.noDefinition)
  // The graph starts at the widget that decided how the run ended.
  await expect(graph.getByText(/^(ended here|decided the end)$/)).toBeVisible()
  await expect(graph).not.toContainText('not in this revision')
  await expect(page.getByText('Only the steps of this run are shown')).toBeVisible()
})

test('a draft that was saved later is not drawn as what a run followed', async ({ page }) => {
  const { sid } = await findEndedRun(page, faultSids.draftDefinition, /./)
  await page.goto(testedPaths.engagement(faultSids.draftDefinition, sid, { ...defaultUrlState, tab: 'flow' }))
  const { region } = getPanel(page)
  await expect(region.getByText(/^Revision 3\b/)).toBeVisible()
  await expect(region.getByRole('group', { name: 'Graph' })).not.toContainText('_draft')
})

test('a split is explained: its conditions, what they compared, and the way taken', async ({ page }) => {
  const { region } = await openEndedRun(page, flowSids.orderStatus, answeredPattern, 'steps')
  await region
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ hasText: 'has_order_number' })
    .filter({ hasText: 'split-based-on' })
    .getByRole('button')
    .click()
  const conditions = region.getByRole('list', { name: 'Conditions' }).getByRole('listitem')
  await expect(conditions).toHaveCount(2)
  await expect(conditions.first()).toContainText(
    /^\{\{trigger\.message\.Body\}\} = .* does not match \.\*\[0-9\]\{8\}\.\*/,
  )
  await expect(conditions.first().getByRole('img', { name: 'Did not hold:' })).toBeVisible()
  await expect(conditions.last()).toContainText(/No condition.*ask_order_number.*taken/)
  await expectAccessibleInBoth(page)
  await region.getByRole('button', { name: 'What changed' }).click()
  await expect(region.getByRole('list', { name: 'Conditions' })).toHaveCount(0)
})

test('two revisions of the flow are compared, widget by widget, and loaded only then', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  const { region } = await openEndedRun(page, flowSids.orderStatus, answeredPattern, 'flow')
  const button = region.getByRole('button', { name: 'Compare revisions' })
  await button.waitFor()
  // The histogram has asked for their list. Executions say which revision ran, otherwise the last published one is drawn.
  const asked = () => requests.filter((path) => path.includes('/Revisions/'))
  const drawnRevision = testedSource() === 'executions' ? '14' : 'LatestPublished'
  const drawn = [`/api/v2/Flows/${flowSids.orderStatus}/Revisions/${drawnRevision}`]
  expect(asked()).toEqual(drawn)
  await button.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Compare revisions' })
  const differences = dialog.getByRole('tree', { name: 'Differences of the revisions' })
  await expect(differences.getByRole('treeitem', { name: /^added to_support\b/ })).toBeVisible()
  const since = dialog.getByLabel('What changed up to revision 14 since')
  await expect(since).toHaveValue('13')
  await expect(since.getByRole('option')).toHaveCount(13)
  await expect(dialog.getByRole('list', { name: 'Revisions since' })).toHaveText(
    '14: Hand over to a person on request',
  )
  await expectAccessibleInBoth(page)

  await since.selectOption('12')
  await expect(dialog.getByRole('list', { name: 'Revisions since' }).getByRole('listitem')).toHaveCount(2)
  await expect(differences.getByRole('treeitem', { name: /^changed url: .*legacy/ })).toBeVisible()
  expect(asked()).toHaveLength(drawn.length + 3)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(button).toBeFocused()
})
