import type { Page } from '@playwright/test'

import { defaultUrlState, paths } from '#urls/urls.ts'
import { engagementsPageSchema } from '#contract/resources.ts'
import { type EngagementSid, type FlowSid, parseSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults/sids.ts'

import type { BenchRun } from '../bench-run.ts'
import { maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'
import { longestTaskMs, openBenchTab, type BenchTab } from '../tab.ts'

const flows = { deepNesting: faultSids.deepNesting, longText: faultSids.longText } as const
const shapes = ['deepNesting', 'longText'] as const
const names = { deepNesting: '10,000 levels deep', longText: 'one 5 MB string' } as const

/** The actions, in this order. */
const actions = ['unfolded', 'scrolled', 'searched', 'copied', 'shown as text', 'details opened'] as const
const searchTerms = { deepNesting: 'innermost', longText: 'last line of all' } as const

/** The longest main-thread task while contexts of an unusual shape are open. */
export async function unusualContextsSection({
  runs,
  withBrowser,
  attempt,
  log,
}: BenchRun): Promise<Metric[]> {
  const { origin, stop } = await servePages(await createPageFixture(1000))
  const tasks = { deepNesting: emptyTasks(), longText: emptyTasks() }
  try {
    for (const shape of shapes) {
      const sids = await fetchRunSids(origin, flows[shape])
      for (let round = 1; round <= runs; round++) {
        log(`A context, ${names[shape]}, round ${round} of ${runs}`)
        await withBrowser(async (browser) => {
          const tab = await openBenchTab(browser)
          // In turn: a string of text, a string of JSON, and a context that is nothing but the string.
          const sid = sids[round % sids.length] ?? sids[0]
          if (sid === undefined) throw new Error('The flow has no engagement.')
          await tab.page.goto(origin + paths.engagement(flows[shape], sid, defaultUrlState))
          await tab.page.waitForSelector('[role=treeitem]')
          await tab.page.waitForTimeout(settleMs)
          for (const action of actions) {
            const task = await attempt(`a context, ${names[shape]}, ${action}`, () =>
              measureLongestTask(tab, () => performAction(tab.page, action, searchTerms[shape])),
            )
            if (task !== null) tasks[shape][action].push(task)
          }
          await tab.close()
        })
      }
    }
  } finally {
    await stop()
  }
  return shapes.flatMap((shape) =>
    actions.map((action) =>
      createMetric(`a context, ${names[shape]}, ${action}, longest task`, 'ms', {
        aggregate: 'max',
        app: tasks[shape][action],
        threshold: maxThreshold(50),
      }),
    ),
  )
}

function emptyTasks(): Record<(typeof actions)[number], number[]> {
  return {
    unfolded: [],
    scrolled: [],
    searched: [],
    copied: [],
    'shown as text': [],
    'details opened': [],
  }
}

/** Uses CSS selectors, because a search by role would cause long tasks of its own. */
async function performAction(page: Page, action: (typeof actions)[number], text: string): Promise<void> {
  switch (action) {
    case 'unfolded':
      return page.click('button:has-text("Expand all")')
    case 'scrolled':
      await page.focus('[role=tree]')
      for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown']) await page.keyboard.press(key)
      return
    case 'searched':
      await page.fill('[aria-label="Search context"]', text)
      await page.waitForSelector('search [role=status]:has-text("1 of 1")')
      return
    case 'copied':
      await page.click('[aria-label="Copy JSON"]')
      await page.waitForSelector('[aria-label="Copy JSON"] .text-active')
      return
    case 'shown as text':
      await page.click('button:has-text("Raw")')
      await page.waitForTimeout(500)
      return page.click('button:has-text("Raw")')
    case 'details opened':
      return page.click('[role=tab]:has-text("Details")')
  }
}

/** Longer than any of these tasks. */
const settleMs = 1500

async function measureLongestTask(
  { page, longTasks }: BenchTab,
  action: () => Promise<void>,
): Promise<number> {
  const start = Date.now()
  await action()
  await page.waitForTimeout(settleMs)
  return longestTaskMs((await longTasks()).filter((task) => task.start >= start))
}

async function fetchRunSids(origin: string, flow: FlowSid): Promise<EngagementSid[]> {
  const response = await fetch(`${origin}/api/v1/Flows/${flow}/Engagements?PageSize=10`)
  const { engagements } = engagementsPageSchema.parse(await response.json())
  return engagements.flatMap(({ sid }) => parseSid('FN', sid) ?? [])
}
