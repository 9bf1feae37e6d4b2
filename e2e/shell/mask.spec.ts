import { defaultUrlState, paths } from '#urls/urls.ts'
import { flowSids } from '#emulator/flows.ts'

import { readClipboard } from '../support/clipboard.ts'
import { testWithServer } from '../support/auth-helpers.ts'
import {
  expectCopiesMasked,
  expectMasked,
  expectMaskedWhileScrolling,
  findTexts,
  findTwoRuns,
  getMaskToggle,
  unmask,
  scrollToAndSelect,
  phoneNumberPattern,
} from '../support/mask-helpers.ts'
import { getListPage, getPanel, testedPaths } from '../support/page-objects.ts'
import { testEnvironment } from '../run/environment.ts'
import { startServer } from '../run/server.ts'
import { expect, expectAccessible, expectAccessibleInBoth, test } from '../support/test.ts'

const flow = flowSids.orderStatus

test('with the mask on, no view of a run and no copied text contains the number', async ({ page }) => {
  test.slow()
  const [{ sid, contact, national }, other] = await findTwoRuns(page)
  const { region, tab, tree, item } = getPanel(page)
  const view = { ...defaultUrlState, tab: 'context' as const }
  await page.goto(testedPaths.engagement(flow, sid, view))
  await expect(item(/^flow, /)).toBeVisible()
  expect(await findTexts(page, new RegExp(`\\${contact}`))).not.toEqual([])
  await getMaskToggle(page).click()
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')
  const masked = `+1••••••••${contact.slice(-2)}`
  await expect(region.getByText(masked).first()).toBeVisible()
  const check = (where: string) => expectMasked(page, national, where)
  await check('context')
  await expectAccessible(page)

  await region.getByRole('button', { name: 'Expand all' }).click()
  expect(await expectMaskedWhileScrolling(tree, national, 'context, unfolded')).toBeGreaterThan(2)
  await region.getByRole('searchbox', { name: 'Search context' }).fill(national)
  await expect(tree.locator('mark').first()).toBeVisible()
  await expect(item(/: \+1••••••••\d\d/).first()).toBeVisible()
  await check('context, searched')
  expect(await expectCopiesMasked(page, national)).toBeGreaterThan(5)
  await region.getByRole('button', { name: 'Raw' }).click()
  await expectMaskedWhileScrolling(region.getByRole('group', { name: 'Context as text' }), national, 'raw')
  await expectCopiesMasked(page, national)
  await region.getByRole('button', { name: 'Raw' }).click()

  await tab('Steps').click()
  const steps = region.getByRole('list', { name: 'Steps' }).getByRole('button')
  await steps.first().click()
  const changes = region.getByRole('tree', { name: 'What changed' })
  await changes.getByRole('treeitem').first().waitFor()
  await expectMaskedWhileScrolling(changes, national, 'what changed')
  await scrollToAndSelect(changes, /From: \+1••/)
  await check('what changed, a value')
  await expectCopiesMasked(page, national)
  await region.getByRole('button', { name: 'Context at this step' }).click()
  const contextAtStep = region.getByRole('tree', { name: 'Context at this step' })
  await contextAtStep.getByRole('treeitem').first().waitFor()
  await region.getByRole('button', { name: 'Expand all' }).click()
  await expectMaskedWhileScrolling(contextAtStep, national, 'context at this step')

  await tab('Story').click()
  await region.getByRole('list', { name: 'What happened' }).waitFor()
  await check('story')
  await expectCopiesMasked(page, national)
  await tab('Conversation').click()
  await region.getByRole('list', { name: 'Messages' }).waitFor()
  await check('conversation')
  await tab('Contact').click()
  await region.getByRole('list', { name: 'Runs of this contact' }).getByRole('listitem').first().waitFor()
  await check('contact')
  await tab('Details').click()
  await region.getByText(masked).nth(1).waitFor()
  await check('details')
  expect(await expectCopiesMasked(page, national)).toBeGreaterThan(8)
  await tab('Flow').click()
  await region.getByRole('list', { name: 'Path of this run' }).getByRole('listitem').first().waitFor()
  await check('flow')

  await page.goto(testedPaths.engagement(flow, sid, { ...view, compare: other.sid }))
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')
  const differences = region.getByRole('tree', { name: 'Differences' })
  await scrollToAndSelect(differences, /^changed From: \+1••/)
  await check('compared')
  await region.getByRole('button', { name: 'Only differences' }).click()
  await expectMaskedWhileScrolling(differences, national, 'compared, all')
  await expectCopiesMasked(page, national)
  await region.getByRole('button', { name: 'Steps' }).click()
  await region.getByRole('table', { name: 'Steps of both' }).waitFor()
  await check('compared steps')
})

test('search finds a number in a masked list without showing it', async ({ page }) => {
  test.slow()
  const [{ contact, national }] = await findTwoRuns(page)
  const list = getListPage(page)
  await list.open(flow, '?cols=contact,status,$.trigger.message.From,engagement')
  await list.waitUntilLoaded()
  await getMaskToggle(page).click()
  await expect(list.rows.first()).toContainText('••••')
  await expectMasked(page, national, 'list')
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill(`(${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}`)
  const found = list.rows.filter({ hasText: `+1••••••••${contact.slice(-2)}` })
  await expect(found.first()).toBeVisible()
  await expect(list.loadingStatus).toContainText(/\d+ match/)
  await expectMasked(page, national, 'list, searched by contact')
  await box.fill(`"${contact.slice(-9)}"`)
  await expect(list.grid.getByRole('columnheader', { name: 'Match' })).toBeVisible()
  await expect(list.rows.first().locator('mark').first()).toBeVisible()
  await expectMasked(page, national, 'list, searched by text')
  await expectAccessible(page)

  await box.fill('')
  await box.press('Enter')
  await expectMasked(page, national, 'what was searched for before')
  await list.rows.first().getByRole('gridcell').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy' }).click()
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  expect(await readClipboard(page)).toMatch(/^\S*\+\d•+\d\d$/)

  await page.goto(paths.flows(contact))
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/^Searched \d+ of \d+ flows/).first()).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '+1••••••••' }).first()).toBeVisible()
  await expectMasked(page, national, 'search of all flows')
})

test('unmasking is logged first; if that fails, the mask stays with an error', async ({
  page,
  allowConsole,
}) => {
  allowConsole(/Failed to load resource/)
  const [{ sid, contact }] = await findTwoRuns(page)
  await page.goto(testedPaths.engagement(flow, sid))
  const { region } = getPanel(page)
  const heading = region.getByText(contact, { exact: true })
  await expect(heading.first()).toBeVisible()
  await getMaskToggle(page).press('Enter')
  await expect(heading).toHaveCount(0)
  await page.reload()
  await expect(region.getByText(/^\+1••/).first()).toBeVisible()
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')

  // Flowdesk's own endpoint, which no fault of the emulator concerns.
  await page.route('/api/audit', (route) => route.abort('connectionrefused'))
  await unmask(page)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Personal data stays masked')
  await expect(alert).toContainText('No connection.')
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(heading).toHaveCount(0)
  await expectAccessible(page)

  await page.unroute('/api/audit')
  const auditResponse = page.waitForResponse('/api/audit')
  await alert.getByRole('button', { name: 'Try again' }).click()
  expect((await auditResponse).request().postDataJSON()).toEqual({ event: 'unmask', flow, engagement: sid })
  expect((await auditResponse).status()).toBe(204)
  await expect(heading.first()).toBeVisible()
  await expect(alert).toHaveCount(0)
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'false')

  // The page of all flows has no flow to log.
  await page.goto('/')
  await getMaskToggle(page).click()
  const auditRequest = page.waitForRequest('/api/audit')
  await unmask(page)
  expect((await auditRequest).postDataJSON()).toEqual({ event: 'unmask' })
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'false')
})

test('lifting the mask asks, says until when, and ends by itself in all tabs', async ({ page, context }) => {
  await context.clock.install()
  const list = getListPage(page)
  await list.open(flow)
  await getMaskToggle(page).click()
  await expect(list.rows.first()).toContainText('••')
  const second = await context.newPage()
  await getListPage(second).open(flow)
  const [strip, otherStrip] = [page, second].map((each) =>
    each.getByRole('region', { name: 'Personal data visible' }),
  )
  if (!strip || !otherStrip) throw new Error('There are two pages.')

  // Nothing happens without an answer.
  await getMaskToggle(page).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Show personal data?' })
  await expect(dialog.getByRole('radio', { name: '15 min' })).toBeChecked()
  await expectAccessibleInBoth(page)
  await page.keyboard.press('Escape')
  await expect(getMaskToggle(page)).toBeFocused()
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')

  await page.keyboard.press('Enter')
  await dialog.getByRole('radio', { name: '1 h' }).check()
  await page.keyboard.press('Enter')
  await expect(strip).toContainText('1 h left')
  await expect(list.rows.first()).not.toContainText('••')
  await expect(otherStrip).toContainText(/Personal data visible until \d\d:\d\d · 1 h left/)
  await page.setViewportSize({ width: 320, height: 568 })
  await expect(strip.getByRole('button', { name: 'Mask again' })).toBeInViewport({ ratio: 1 })
  await expectAccessibleInBoth(page)
  await context.clock.fastForward('59:10')
  await expect(strip).toContainText(/ · \d\d s left/)
  await expect(getListPage(second).rows.first()).not.toContainText('••')
  await context.clock.fastForward('01:00')
  for (const each of [page, second]) {
    await expect(getMaskToggle(each)).toHaveAttribute('aria-pressed', 'true')
    await expect(getListPage(each).rows.first()).toContainText('••')
    expect(await findTexts(each, phoneNumberPattern)).toEqual([])
  }
  await expect(strip).toBeHidden()
  await expect(page.getByText('Personal data is masked again.')).toBeAttached()

  // Ended by hand, in another tab than the one that lifted it.
  await unmask(page)
  await otherStrip.getByRole('button', { name: 'Mask again' }).click()
  await expect(list.rows.first()).toContainText('••')
  await expect(strip).toBeHidden()
})

const testMasked = testWithServer(() =>
  startServer({ ...testEnvironment(process.env), MASK: 'on' }, ['--demo']),
)

testMasked('MASK=on: masked at every start, unmasked for the tab only', async ({ page, context }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(list.rows.first()).toContainText('••')
  expect(await findTexts(page, phoneNumberPattern)).toEqual([])
  await unmask(page)
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'false')
  await expect(list.rows.first()).not.toContainText('••')

  const second = await context.newPage()
  await getListPage(second).open(flowSids.survey)
  await expect(getMaskToggle(second)).toHaveAttribute('aria-pressed', 'true')
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'false')
  await page.reload()
  await expect(getMaskToggle(page)).toHaveAttribute('aria-pressed', 'true')
})
