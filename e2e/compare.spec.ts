import { defaultView, paths } from '#address/address.ts'
import { parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { panelOf } from './list.ts'
import { newestRun, newestRuns } from './runs.ts'
import { expect, expectAccessible, test } from './test.ts'

test('two runs side by side: what they knew, and where they parted', async ({ page, colleague }) => {
  const runs = await newestRuns(page, flowSids.orderStatus, 200)
  const ended = runs.filter(({ status }) => status === 'ended')
  const has = (run: (typeof ended)[number]) => JSON.stringify(run.context).includes('"ask_order_number"')
  const one = parseSid('FN', ended.find((run) => !has(run))?.sid)
  const other = parseSid('FN', ended.find(has)?.sid)
  if (one === null || other === null) throw new Error('The newest 200 runs are all alike.')

  await page.goto(paths.engagement(flowSids.orderStatus, one))
  const { region } = panelOf(page)
  await region.getByRole('button', { name: 'Compare' }).click()
  const field = page.getByRole('textbox', { name: 'Engagement to compare with' })
  await field.fill('FN12')
  await field.press('Enter')
  await expect(page.getByText('That holds no engagement SID')).toBeVisible()
  await field.fill(`https://desk.example/flows/FW/engagements/${other}?tab=steps`)
  await field.press('Enter')

  const comparison = region.getByRole('region', { name: 'Comparison' })
  const differences = comparison.getByRole('tree', { name: 'Differences' })
  await expect(differences.getByRole('treeitem', { name: /^changed sid: .*, now FN/ })).toBeVisible()
  await expect(differences.getByRole('treeitem', { name: /^flow_sid: / })).toHaveCount(0)
  await comparison.getByRole('button', { name: 'Only differences' }).click()
  await expect(differences.getByRole('treeitem', { name: /^flow_sid: / })).toBeVisible()
  await expectAccessible(page)

  // Ids differ at their ends, which rows cut.
  await differences.getByRole('treeitem', { name: /^changed sid: / }).click()
  await expect(comparison.getByRole('group', { name: 'Whole values' })).toContainText(`"${other}"`)
  await page.setViewportSize({ width: 390, height: 844 })
  const changed = differences.getByRole('treeitem', { name: /^changed order_number: / })
  await expect(changed.locator('[data-aside="→"]')).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect(changed.locator('[data-aside="→"]')).toHaveCount(0)

  await comparison.getByRole('button', { name: 'Steps' }).click()
  await expect(comparison.getByText(/the same; they part at step \d+$/)).toBeVisible()
  const rows = comparison.getByRole('table', { name: 'Steps of both' }).getByRole('row')
  await expect(rows.nth(1).getByText('incomingMessage')).toHaveCount(2)
  await expectAccessible(page)

  await colleague.goto(page.url())
  await expect(colleague.getByText(/the same; they part at step \d+$/)).toBeVisible()
  await comparison.getByRole('button', { name: 'Stop comparing' }).click()
  await expect(region.getByRole('tab', { name: 'Steps' })).toHaveAttribute('aria-selected', 'true')
})

test('a comparison with a run that is gone says so', async ({ page, expectConsole }) => {
  expectConsole(/404/)
  const sid = await newestRun(page, flowSids.survey)
  const compare = parseSid('FN', `FN${'0'.repeat(32)}`)
  await page.goto(paths.engagement(flowSids.survey, sid, { ...defaultView, compare }))
  await expect(page.getByText('The context of the other engagement could not be read')).toBeVisible()
  await page.getByRole('button', { name: 'Stop comparing' }).click()
  await expect(panelOf(page).tree).toBeVisible()
})
