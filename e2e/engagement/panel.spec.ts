import { defaultUrlState } from '#urls/urls.ts'
import { parseSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid, testedPaths } from '../support/page-objects.ts'
import { fetchNewestRunSid, fetchNewestRuns } from '../support/api-helpers.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test('J and K move through the filtered list, and Back leads to the list', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey, '?status=ended')
  await list.waitUntilLoaded()
  const sids = await Promise.all([0, 1, 2].map((i) => getRowSid(list.rows.nth(i))))
  await list.rows.first().getByRole('link').click()
  const panel = (i: number) => page.getByRole('region', { name: `Engagement ${sids[i]}`, exact: true })
  await expect(panel(0).getByText(/^1 of \d+$/)).toBeVisible()
  await page.keyboard.press('j')
  await expect(panel(1)).toBeVisible()
  await page.keyboard.press('j')
  await expect(panel(2).getByText(/^3 of \d+$/)).toBeVisible()
  await page.keyboard.press('k')
  await panel(1).getByRole('button', { name: 'Previous engagement' }).click()
  await expect(panel(0).getByRole('button', { name: 'Previous engagement' })).toBeDisabled()
  await expect(page).toHaveURL(/status=ended/)

  await page.getByRole('searchbox', { name: 'Search engagements' }).pressSequentially('j')
  // Typing is an entry of the history once it is submitted.
  await expect(page.getByRole('region', { name: 'Search', exact: true })).toContainText(/Search(ed|ing)/)
  await expect(panel(0)).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(getPanel(page).region).toBeHidden()
})

test('the list scrolls with J and K at any typing speed, and with no other key', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const opened = list.grid.getByRole('row', { selected: true })
  await list.rows.first().getByRole('link').click()
  await expect(getPanel(page).region.getByText(/^1 of \d/)).toBeVisible()
  for (let i = 0; i < 20; i++) await page.keyboard.press('j')
  await expect(getPanel(page).region.getByText(/^21 of \d/)).toBeVisible()
  await expect(opened).toBeInViewport({ ratio: 1 })
  await expect(opened).toHaveAttribute('aria-rowindex', '22')

  await list.grid.hover()
  await page.mouse.wheel(0, 3000)
  await expect(opened).toHaveCount(0)
  await list.rows.nth(5).getByRole('link').click()
  await expect(opened).toBeInViewport({ ratio: 1 })
  const { y } = (await opened.boundingBox()) ?? { y: 0 }
  await expect(getPanel(page).region.getByText(/^\d+ of \d/)).toBeVisible()
  expect((await opened.boundingBox())?.y).toBe(y)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(opened).toBeInViewport({ ratio: 1 })
})

test('on a phone the list returns at the run that J and K led to', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await list.rows.first().getByRole('link').click()
  const next = getPanel(page).region.getByRole('button', { name: 'Next engagement' })
  await expect(next).toBeEnabled()
  for (let i = 0; i < 40; i++) await page.keyboard.press('j')
  // Not shown on a phone, but there: each J opens a run once the one before is open.
  await expect(getPanel(page).region.getByText(/^41 of \d/)).toBeAttached()
  await expect(list.grid).toBeHidden()
  const back = await getPanel(page).region.getByRole('button', { name: 'Close' }).boundingBox()
  expect(back?.x).toBeLessThan(20)
  await getPanel(page).region.getByRole('button', { name: 'Close' }).click()
  await expect(list.grid.getByRole('row').and(page.locator('[aria-rowindex="42"]'))).toBeInViewport({
    ratio: 1,
  })
})

test('the panel keeps its width after a reload', async ({ page }) => {
  await getListPage(page).open(flowSids.survey)
  await getListPage(page).rows.first().getByRole('link').click()
  const { region } = getPanel(page)
  const resizer = region.getByRole('separator', { name: 'Width of the panel' })
  const width = async () => (await region.boundingBox())?.width ?? 0
  const before = await width()
  await resizer.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(width).toBeGreaterThan(before + 30)
  const box = await resizer.boundingBox()
  if (!box) throw new Error('The edge is not displayed.')
  await page.mouse.move(box.x + 4, 300)
  await page.mouse.down()
  await page.mouse.move(500, 300)
  await page.mouse.up()
  await expect.poll(width).toBeCloseTo(1280 - 500, -1)
  await page.reload()
  await region.waitFor()
  await expect.poll(width).toBeCloseTo(1280 - 500, -1)
  await resizer.dblclick()
  await expect.poll(width).toBeCloseTo(before, -1)
})

test('the Contact tab lists other runs and names an older active one, which may block new runs @both-sources', async ({
  page,
}) => {
  const engagements = await fetchNewestRuns(page, flowSids.orderStatus, 1000)
  const blocking = engagements.findLast(
    ({ status, contact_channel_address: contact }, i) =>
      status === 'active' && engagements.findIndex((other) => other.contact_channel_address === contact) < i,
  )
  const newer = engagements.find(
    ({ contact_channel_address: contact }) => contact === blocking?.contact_channel_address,
  )
  const sid = parseSid('FN', newer?.sid)
  if (sid === null || !blocking)
    throw new Error('No contact among the newest 1,000 has a run after an active one.')
  await page.goto(testedPaths.engagement(flowSids.orderStatus, sid, { ...defaultUrlState, tab: 'contact' }))
  const { region } = getPanel(page)
  const runs = region.getByRole('list', { name: 'Runs of this contact' })
  await expect(runs.getByRole('link', { name: sid })).toHaveAttribute('aria-current', 'page')
  await expect(region.getByText(/^An older run of this contact, from .*, is still active/)).toBeVisible()
  await expect(page.getByText(/may keep a new one between/)).toHaveCount(0)
  await expectAccessible(page)

  // All flows, as one list, once asked for.
  await region.getByRole('button', { name: /^Look in all flows \(\d+ requests\)$/ }).click()
  await expect(
    region.getByText(/^Searched the newest 1,000 runs of (\d+) of \1 other flows · /),
  ).toBeVisible()
  await expect(runs.getByRole('link', { name: sid })).toHaveAttribute('aria-current', 'page')
  await expect(runs.getByText('This flow').first()).toBeVisible()
  await expectAccessible(page)
  await region.getByRole('link', { name: 'Open it' }).click()
  await expect(page.getByRole('region', { name: /^Engagement FN/ })).not.toHaveAccessibleName(
    `Engagement ${sid}`,
  )
  // A later run did start, so the older one does not claim to block any.
  await expect(page.getByText(/is still active/)).toHaveCount(0)
})

test('the tabs are one tab stop, and the arrow keys select @both-sources', async ({ page }) => {
  const sid = await fetchNewestRunSid(page, flowSids.survey)
  await page.goto(testedPaths.engagement(flowSids.survey, sid))
  const { region, tab } = getPanel(page)
  const steps = [
    ['ArrowRight', 'Steps'],
    ['ArrowLeft', 'Context'],
    ['ArrowLeft', 'Flow'],
    ['ArrowRight', 'Context'],
    ['End', 'Flow'],
    ['Home', 'Context'],
    ['ArrowRight', 'Steps'],
  ] as const
  await tab('Context').focus()
  for (const [key, name] of steps) {
    await page.keyboard.press(key)
    await expect(tab(name)).toBeFocused()
    await expect(region.getByRole('tab', { selected: true })).toHaveAccessibleName(name)
    await expect(region.getByRole('tabpanel', { name })).toBeVisible()
  }
  await expect(page).toHaveURL(/tab=steps/)
  await region.getByRole('list', { name: 'Steps' }).waitFor()
  await page.keyboard.press('Tab')
  await expect(region.getByRole('tab').and(page.locator(':focus'))).toHaveCount(0)
  await expect(region.getByRole('tabpanel')).not.toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(tab('Steps')).toBeFocused()
})

test('on a phone the tab of a link is in view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const sid = await fetchNewestRunSid(page, flowSids.survey)
  await page.goto(testedPaths.engagement(flowSids.survey, sid, { ...defaultUrlState, tab: 'flow' }))
  await expect(getPanel(page).tab('Flow')).toBeInViewport({ ratio: 0.9 })
})

/** Seconds of a displayed duration, such as "5 d 13 h so far". */
function toSeconds(text: string): number {
  const unitSeconds = new Map([
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ])
  const parts = [...text.matchAll(/(\d+) (d|h|min|s)(?![a-z])/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitSeconds.get(unit ?? '') ?? 0), 0)
}

test('an active run lasts until now: in the column, the filter, the order, the counts and the panel', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.survey, '?duration=3600..&sort=-duration')
  await list.waitUntilLoaded()
  const durations = () =>
    list.rows.evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('[role=gridcell]')].at(4)?.textContent ?? ''),
    )
  const seconds = (await durations()).map(toSeconds)
  expect(seconds.length).toBeGreaterThan(5)
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(3600)
  expect(seconds).toEqual(seconds.toSorted((a, b) => b - a))
  expect((await durations()).filter((text) => text.endsWith(' so far'))).not.toEqual([])

  await list.status('Active').click()
  await expect(list.rows.first().getByRole('gridcell').nth(4)).toHaveText(/ so far$/)
  await expect.poll(async () => (await durations()).filter((text) => !text.endsWith(' so far'))).toEqual([])
  const active = await durations()
  await expect(list.loadingStatus).toContainText(`${active.length} match`)

  const longest = list.rows.last()
  const displayed = await longest.getByRole('gridcell').nth(4).textContent()
  await longest.getByRole('link').click()
  await expect(
    getPanel(page)
      .region.getByTitle(/^Still running/)
      .first(),
  ).toHaveText(displayed ?? '')
})

test('once the steps are known, an ended run’s duration is that until its last step', async ({ page }) => {
  const runs = await fetchNewestRuns(page, faultSids.missingFields, 240)
  const run = runs.find(({ sid, status, date_created: created, date_updated: updated }) =>
    [status === 'ended', sid, created, !updated].every(Boolean),
  )
  const sid = parseSid('FN', run?.sid ?? '')
  if (sid === null) throw new Error('There is no ended run without an update date.')
  await page.goto(testedPaths.engagement(faultSids.missingFields, sid))
  const { region, tab } = getPanel(page)
  await tab('Steps').click()
  await expect(region.getByTitle('From the start to the last step')).toHaveText(/\d+ (d|h|min|s|ms)/)
})
