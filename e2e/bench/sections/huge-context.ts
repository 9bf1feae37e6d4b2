import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { engagementsPageSchema } from '#contract/engagement.ts'
import { printRead } from '#contract/reads.ts'
import { parseSid, type EngagementSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults.ts'

import type { BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { makePages } from '../pages.ts'
import { servePages } from '../serve.ts'
import { longest, openTab, type Tab } from '../tab.ts'

const flow = faultSids.hugeContext

type Sids = { opened: EngagementSid; compared: readonly [EngagementSid, EngagementSid] }

/** What people do with contexts of 20 MB and 100,000 values, in this order: how it begins, and what is there once it is done. */
const acts: Record<Act, { begin: (page: Page, sids: Sids) => Promise<void>; done: string }> = {
  opened: {
    begin: (page, { opened }) => follow(page, paths.engagement(flow, opened, defaultView)),
    done: '[role=tree][aria-label=Context] [aria-label^=widgets]',
  },
  unfolded: {
    begin: (page) => press(page, 'Expand all'),
    done: '[role=tree] [aria-level="4"]',
  },
  folded: {
    begin: (page) => press(page, 'Collapse all'),
    done: '[role=tree]:not(:has([aria-level="2"]))',
  },
  searched: {
    begin: (page) => page.fill('input[aria-label="Search context"]', 'SKU-1', { timeout: 5000 }),
    done: '[role=tree] mark',
  },
  copied: {
    begin: (page) => press(page, 'Copy JSON'),
    done: '[aria-label="Copy JSON"] .lucide-check',
  },
  compared: {
    begin: (page, { compared: [sid, compare] }) =>
      follow(page, paths.engagement(flow, sid, { ...defaultView, compare })),
    done: '[role=tree][aria-label=Differences] [role=treeitem]',
  },
}

const inOrder = ['opened', 'unfolded', 'folded', 'searched', 'copied', 'compared'] as const
type Act = (typeof inOrder)[number]

export async function hugeContext({ runs, withBrowser, attempt, say }: BenchRun): Promise<Line[]> {
  const { origin, stop } = await servePages(await makePages(1000))
  const tasks: Record<Act, number[]> = {
    opened: [],
    unfolded: [],
    folded: [],
    searched: [],
    copied: [],
    compared: [],
  }
  const comparing: Record<'app' | 'bare', number[]> = { app: [], bare: [] }
  try {
    const sids = await someOf(origin)
    for (let turn = 1; turn <= runs; turn++) {
      say(`A context of 20 MB, round ${turn} of ${runs}`)
      await withBrowser(async (browser) => {
        const tab = await openTab(browser)
        // What it takes to start the app, and to show the list, is another matter.
        await tab.page.goto(origin + paths.engagements(flow))
        await untilThere(tab.page, '[role=grid][aria-label=Engagements] a')
        await tab.page.waitForTimeout(settling)
        for (const act of inOrder) {
          const { begin, done } = acts[act]
          const measured = await attempt(`a context of 20 MB, ${act}`, async () => {
            const start = Date.now()
            await begin(tab.page, sids)
            const time = (await untilThere(tab.page, done)) - start
            await tab.page.waitForTimeout(settling)
            return { time, task: await longestSince(tab, start) }
          })
          if (measured === null) continue
          tasks[act].push(measured.task)
          if (act === 'compared') comparing.app.push(measured.time)
        }
        await tab.page.goto(`${origin}/favicon.svg`)
        const bare = await attempt('two contexts of 20 MB, bare', () => readBoth(tab.page, sids))
        if (bare !== null) comparing.bare.push(bare)
        await tab.close()
      })
    }
  } finally {
    await stop()
  }
  return [
    ...inOrder.map((act) =>
      lineOf(`a context of 20 MB ${act}, longest task`, 'ms', {
        take: 'highest',
        app: tasks[act],
        // The browser itself takes longer to hand over more than 10 MB.
        ...(act === 'copied' ? {} : { bar: atMost(50) }),
      }),
    ),
    lineOf('two of 20 MB compared (bare: both parsed)', 'ms', comparing),
  ]
}

/** The browser tells of a task once it is over; some are still being done when what was asked for is there. */
const settling = 3000

async function longestSince({ longTasks }: Tab, start: number): Promise<number> {
  return longest((await longTasks()).filter((task) => task.start + task.duration > start))
}

/*
 * What is in the page is found by the browser's own selectors, and looked for ten times a second: finding it by role
 * would take Playwright tasks of the main thread that are longer than those looked for.
 */

/** When something is there, in milliseconds since 1970. */
async function untilThere(page: Page, selector: string): Promise<number> {
  const there = await page.waitForFunction(
    (wanted) => (document.querySelector(wanted) ? Date.now() : null),
    selector,
    { polling: 100, timeout: 60_000 },
  )
  return there.evaluate((time) => Number(time))
}

function press(page: Page, name: string): Promise<void> {
  return page.evaluate((words) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words)
    if (!button) throw new Error(`There is no button "${words}".`)
    button.click()
  }, name)
}

/** Goes to another address of the app as its links do, without starting it anew. */
function follow(page: Page, path: string): Promise<void> {
  return page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** What no comparison of two contexts can do without: both fetched and parsed. Milliseconds. */
function readBoth(page: Page, { compared }: Sids): Promise<number> {
  return page.evaluate(
    async (urls) => {
      const start = performance.now()
      await Promise.all(
        urls.map(async (url): Promise<unknown> => JSON.parse(await (await fetch(url)).text())),
      )
      return performance.now() - start
    },
    compared.map((FN) => `/api${printRead('context', { FW: flow, FN })}`),
  )
}

async function someOf(origin: string): Promise<Sids> {
  const answer = await fetch(`${origin}/api${printRead('engagements', { FW: flow })}?PageSize=10`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  const [opened, left, right] = engagements.slice(-3).map(({ sid }) => parseSid('FN', sid))
  if (!opened || !left || !right) throw new Error('The flow of huge contexts has no three engagements.')
  return { opened, compared: [left, right] }
}
