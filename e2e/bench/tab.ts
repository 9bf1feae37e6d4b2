import type { Browser, CDPSession, Page } from '@playwright/test'

import { privateBytesOf } from './private-bytes.ts'

/** A task of the main thread over 50 ms: when it began, in milliseconds since 1970, and how many it took. */
export interface LongTask {
  start: number
  duration: number
}

declare global {
  interface Window {
    longTasks: LongTask[]
  }
}

/** Milliseconds of the longest; 0 of none. */
export function longest(tasks: readonly LongTask[]): number {
  return Math.max(0, ...tasks.map(({ duration }) => duration))
}

/** Runs in a page before all else: from then on its `longTasks` are known. */
export function observeTasks(): void {
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      window.longTasks.push({ start: performance.timeOrigin + startTime, duration })
  }).observe({ type: 'longtask', buffered: true })
}

/** A page in a context, and so in a process, of its own. */
export interface Tab {
  page: Page
  /** All since the tab was opened. */
  longTasks: () => Promise<LongTask[]>
  /** Bytes that the tab's process, its workers included, shares with no other; null where the system does not say. */
  privateBytes: () => Promise<number | null>
  /** Bytes of JavaScript objects the main thread holds, once garbage has been collected. */
  heldBytes: () => Promise<number>
  close: () => Promise<void>
}

export async function openTab(browser: Browser): Promise<Tab> {
  const session = await browser.newBrowserCDPSession()
  const before = await renderers(session)
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  await page.addInitScript(observeTasks)
  return {
    page,
    longTasks: () => page.evaluate(() => window.longTasks),
    privateBytes: async () => privateBytesOf(busiest(before, await renderers(session))),
    heldBytes: async () => {
      const devtools = await context.newCDPSession(page)
      await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize
    },
    close: () => context.close(),
  }
}

/** Seconds of processor time that each of the browser's page processes has had, by process id. */
async function renderers(session: CDPSession): Promise<Map<number, number>> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const pages = processInfo.filter(({ type }) => type === 'renderer')
  return new Map(pages.map(({ id, cpuTime }) => [id, cpuTime]))
}

/** The browser does not tell which process a page is in, but the one that has worked since then is. */
function busiest(before: Map<number, number>, now: Map<number, number>): number {
  const worked = ([id, time]: [number, number]) => time - (before.get(id) ?? 0)
  const [first] = [...now].toSorted((a, b) => worked(b) - worked(a))
  if (first === undefined) throw new Error('The browser has no process for its pages.')
  return first[0]
}
