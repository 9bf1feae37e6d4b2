import type { Page } from '@playwright/test'

import { defaultUrlState, paths } from '#urls/urls.ts'
import { engagementsPageSchema } from '#contract/resources.ts'
import { buildPath } from '#contract/endpoints.ts'
import { parseSid, type EngagementSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults/sids.ts'

import type { BenchRun } from '../bench-run.ts'
import { maxThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { createPageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'
import { longestTaskMs, openBenchTab, type BenchTab } from '../tab.ts'

const flow = faultSids.hugeContext

type Sids = { opened: EngagementSid; compared: readonly [EngagementSid, EngagementSid] }

/** Actions on contexts of 20 MB and 100,000 values, in this order: how each starts, and a selector that appears when it is done. */
const actions: Record<
  ActionName,
  { begin: (page: Page, sids: Sids) => Promise<void>; doneSelector: string }
> = {
  opened: {
    begin: (page, { opened }) => navigate(page, paths.engagement(flow, opened, defaultUrlState)),
    doneSelector: '[role=tree][aria-label=Context] [aria-label^=widgets]',
  },
  unfolded: {
    begin: (page) => clickButton(page, 'Expand all'),
    doneSelector: '[role=tree] [aria-level="4"]',
  },
  folded: {
    begin: (page) => clickButton(page, 'Collapse all'),
    doneSelector: '[role=tree]:not(:has([aria-level="2"]))',
  },
  searched: {
    begin: (page) => page.fill('input[aria-label="Search context"]', 'SKU-1', { timeout: 5000 }),
    doneSelector: '[role=tree] mark',
  },
  copied: {
    begin: (page) => clickButton(page, 'Copy JSON'),
    doneSelector: '[aria-label="Copy JSON"] .text-active',
  },
  compared: {
    begin: (page, { compared: [sid, compare] }) =>
      navigate(page, paths.engagement(flow, sid, { ...defaultUrlState, compare })),
    doneSelector: '[role=tree][aria-label=Differences] [role=treeitem]',
  },
}

const actionNames = ['opened', 'unfolded', 'folded', 'searched', 'copied', 'compared'] as const
type ActionName = (typeof actionNames)[number]

export async function hugeContextSection({ runs, withBrowser, attempt, log }: BenchRun): Promise<Metric[]> {
  const { origin, stop } = await servePages(await createPageFixture(1000))
  const tasks: Record<ActionName, number[]> = {
    opened: [],
    unfolded: [],
    folded: [],
    searched: [],
    copied: [],
    compared: [],
  }
  const compareTimes: Record<'app' | 'floor', number[]> = { app: [], floor: [] }
  const copyTimes: number[] = []
  try {
    const sids = await fetchSids(origin)
    for (let round = 1; round <= runs; round++) {
      log(`A context of 20 MB, round ${round} of ${runs}`)
      await withBrowser(async (browser) => {
        const tab = await openBenchTab(browser)
        // Opens the list first, so that the app's startup is not measured.
        await tab.page.goto(origin + paths.engagements(flow))
        await waitForSelector(tab.page, '[role=grid][aria-label=Engagements] a')
        await tab.page.waitForTimeout(settleMs)
        for (const action of actionNames) {
          const { begin, doneSelector } = actions[action]
          const measured = await attempt(`a context of 20 MB, ${action}`, async () => {
            const start = Date.now()
            await begin(tab.page, sids)
            const time = (await waitForSelector(tab.page, doneSelector)) - start
            await tab.page.waitForTimeout(settleMs)
            return { time, task: await longestTaskSince(tab, start) }
          })
          if (measured === null) continue
          tasks[action].push(measured.task)
          if (action === 'compared') compareTimes.app.push(measured.time)
        }
        await tab.page.goto(`${origin}/favicon.svg`)
        const floor = await attempt('two contexts of 20 MB, floor', () => measureBothParsed(tab.page, sids))
        if (floor !== null) compareTimes.floor.push(floor)
        const copied = await attempt('a context of 20 MB, sent', () => measureSent(tab.page, sids))
        if (copied !== null) copyTimes.push(copied)
        await tab.close()
      })
    }
  } finally {
    await stop()
  }
  return [
    ...actionNames.map((action) =>
      createMetric(`a context of 20 MB ${action}, longest task`, 'ms', {
        aggregate: 'max',
        app: tasks[action],
        ...(action === 'opened' || action === 'compared' ? { floor: copyTimes } : {}),
        // No threshold: the browser itself needs longer to copy more than 10 MB.
        ...(action === 'copied' ? {} : { threshold: maxThreshold(50) }),
      }),
    ),
    createMetric('two of 20 MB compared (floor: both parsed)', 'ms', compareTimes),
  ]
}

/** The browser reports a task after it has ended, and some still run when the result is displayed. */
const settleMs = 3000

async function longestTaskSince({ longTasks }: BenchTab, start: number): Promise<number> {
  return longestTaskMs((await longTasks()).filter((task) => task.start + task.duration > start))
}

/*
 * Elements are found by CSS selectors, ten times a second. Playwright's search by role would itself cause tasks longer than
 * those to be measured.
 */

/** Waits for an element. Returns the time it was found, milliseconds since 1970. */
async function waitForSelector(page: Page, selector: string): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => (document.querySelector(wanted) ? Date.now() : null),
    selector,
    { polling: 100, timeout: 60_000 },
  )
  return handle.evaluate((time) => Number(time))
}

function clickButton(page: Page, name: string): Promise<void> {
  return page.evaluate((label) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label)
    if (!button) throw new Error(`There is no button "${label}".`)
    button.click()
  }, name)
}

/** Navigates inside the app as its links do, without a reload. */
function navigate(page: Page, path: string): Promise<void> {
  return page.evaluate((url) => {
    history.pushState(null, '', url)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** The floor of a comparison: fetches and parses both contexts. Returns milliseconds. */
function measureBothParsed(page: Page, { compared }: Sids): Promise<number> {
  return page.evaluate(
    async (urls) => {
      const start = performance.now()
      await Promise.all(
        urls.map(async (url): Promise<unknown> => JSON.parse(await (await fetch(url)).text())),
      )
      return performance.now() - start
    },
    compared.map((FN) => `/api${buildPath('context', { FW: flow, FN })}`),
  )
}

/** The floor of opening: the browser itself copies the context's text, once, to send it to a worker. Returns milliseconds. */
function measureSent(page: Page, { opened }: Sids): Promise<number> {
  return page.evaluate(
    async (url) => {
      const text = await (await fetch(url)).text()
      const { port1, port2 } = new MessageChannel()
      const start = performance.now()
      port1.postMessage(text)
      const time = performance.now() - start
      port2.close()
      return time
    },
    `/api${buildPath('context', { FW: flow, FN: opened })}`,
  )
}

async function fetchSids(origin: string): Promise<Sids> {
  const response = await fetch(`${origin}/api${buildPath('engagements', { FW: flow })}?PageSize=10`)
  const { engagements } = engagementsPageSchema.parse(await response.json())
  const [opened, left, right] = engagements.slice(-3).map(({ sid }) => parseSid('FN', sid))
  if (!opened || !left || !right)
    throw new Error('The flow of huge contexts has fewer than three engagements.')
  return { opened, compared: [left, right] }
}
