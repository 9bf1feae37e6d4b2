import type { Page } from '@playwright/test'

import { paths } from '#address/address.ts'
import { type EngagementSid, type FlowSid, parseSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults.ts'

import { longest, observeTasks } from './bench/tab.ts'
import { panelOf } from './list.ts'
import { newestRuns } from './runs.ts'
import { expect, test } from './test.ts'

/**
 * Two browsers share two cores here, and the bar is 50 ms on a machine with nothing else to do (`npm run bench` has
 * it): the best of some tries stays below this, or something takes long whatever the day.
 */
const longestTask = 120

/** Does something until one of its tries made no long task. */
async function swiftly(page: Page, act: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.longTasks.splice(0))
    await act()
    // Long tasks are told some time after they have ended.
    await page.waitForTimeout(300)
    expect(longest(await page.evaluate(() => window.longTasks))).toBeLessThan(longestTask)
  }).toPass({ timeout: 40_000 })
}

async function runsOf(page: Page, flow: FlowSid): Promise<EngagementSid[]> {
  const newest = await newestRuns(page, flow, 12)
  return newest.flatMap(({ sid }) => parseSid('FN', sid) ?? [])
}

/** Waiting by role would itself take long in so large a page: what is waited for here is found by selectors. */
function rowsOf(page: Page) {
  return {
    row: (label: string) => page.locator(`[role=treeitem][aria-label^='${label}']`),
    found: (words: string) => page.locator('search [role=status]', { hasText: words }),
    box: page.locator('[aria-label="Search context"]'),
    tree: page.locator('[role=tree]'),
    button: (label: string) =>
      page
        .locator(`button[aria-label="${label}"]`)
        .or(page.locator('button', { hasText: new RegExp(`^${label}$`) })),
  }
}

const copied = (page: Page) => page.evaluate(async () => (await navigator.clipboard.readText()).length)

test.beforeEach(async ({ page }) => {
  test.slow()
  await page.addInitScript(observeTasks)
})

test('a context nested 10,000 levels deep', async ({ page }) => {
  const [sid] = await runsOf(page, faultSids.deepNesting)
  if (!sid) throw new Error('The flow has no runs.')
  await page.goto(paths.engagement(faultSids.deepNesting, sid))
  const { row, found, box, tree, button } = rowsOf(page)
  await row('flow,').waitFor()
  await swiftly(page, async () => {
    await button('Expand all').click()
    await row('in,').first().waitFor()
  })
  await swiftly(page, async () => {
    await tree.press('End')
    await row('contact,').waitFor()
    await tree.press('Home')
    await row('flow,').waitFor()
  })
  await swiftly(page, async () => {
    await box.fill('')
    await box.fill('innermost')
    await found('1 of 1').waitFor()
  })
  const innermost = row('0: innermost')
  await expect(innermost).toBeVisible()
  await expect(innermost).toHaveAttribute('aria-level', '10003')
  await expect(button('Link to this value')).toBeDisabled()
  await swiftly(page, async () => {
    await button('Only matches').click()
    await innermost.waitFor()
  })
  await button('Copy path').click()
  await expect.poll(() => copied(page)).toBe('$.widgets.build_tree.parsed'.length + 5000 * '.in[0]'.length)
  await button('Copy JSON').click()
  await expect.poll(() => copied(page)).toBeGreaterThan(40_000)
  await panelOf(page).tab('Details').click()
  await expect(panelOf(page).region.getByText('In the Context tab')).toBeVisible()
})

test('5 MB in one string: as a text, as JSON, and as the whole context', async ({ page }) => {
  const { row, found, box, tree, button } = rowsOf(page)
  const kinds = new Set<string>()
  for (const sid of (await runsOf(page, faultSids.longText)).slice(0, 3)) {
    await page.goto(paths.engagement(faultSids.longText, sid))
    await tree.waitFor()
    await expect(row('flow,').or(row('$: '))).toBeVisible()
    const isAlone = (await row('$: ').count()) === 1
    await button('Expand all').click()
    const value = row(isAlone ? '$: ' : 'body: ')
    await value.waitFor()
    await swiftly(page, async () => {
      await tree.press('Home')
      await value.click()
      await tree.press('ArrowRight')
    })
    const isJson = (await row('lines,').count()) === 1
    kinds.add(isAlone ? 'alone' : isJson ? 'JSON' : 'text')
    if (!isJson) {
      await expect(page.locator('[aria-label="Whole value"]')).toContainText('The beginning of some 4,')
      await button('Copy value').click()
      await expect.poll(() => copied(page)).toBeGreaterThan(4_000_000)
    }
    await swiftly(page, async () => {
      await box.fill('')
      await box.fill('last line of all')
      await found('1 of 1').waitFor()
    })
    await swiftly(page, async () => {
      await button('Raw').click()
      await page.locator('[aria-label="Context as text"]').press('End')
      await button('Raw').click()
      await tree.waitFor()
    })
    await swiftly(page, async () => {
      await page.locator('[role=tab]:text-is("Details")').click()
      await page.locator('[aria-label="Copy sid"]').waitFor()
      await page.locator('[role=tab]:text-is("Context")').click()
      await tree.waitFor()
    })
  }
  expect([...kinds].toSorted()).toEqual(['JSON', 'alone', 'text'])
})

test('contexts that are no objects are shown, searched and copied as what they are', async ({ page }) => {
  const { found, box, button } = rowsOf(page)
  const labels: string[] = []
  for (const sid of (await runsOf(page, faultSids.oddContexts)).slice(0, 8)) {
    await page.goto(paths.engagement(faultSids.oddContexts, sid))
    const { tree } = panelOf(page)
    const first = tree.getByRole('treeitem').first()
    await first.waitFor()
    labels.push((await first.getAttribute('aria-label')) ?? '')
    if (labels.at(-1) !== '0: a context') continue
    await expect(tree.getByRole('treeitem')).toHaveCount(6)
    await box.fill('9007199254740993123')
    await found('1 of 1').waitFor()
    await button('Copy JSON').click()
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toContain('9007199254740993123')
  }
  expect(labels.toSorted()).toEqual([
    '$, 0 items',
    '$, 0 items',
    '$: ',
    '$: 42',
    '$: a context that is one string',
    '$: null',
    '$: true',
    '0: a context',
  ])
})
