import type { Browser, CDPSession, Page } from '@playwright/test'

import { readPrivateBytes } from './private-bytes.ts'

/** A main-thread task over 50 ms: its start in milliseconds since 1970, and its duration in milliseconds. */
export interface LongTask {
  start: number
  duration: number
}

declare global {
  interface Window {
    longTasks: LongTask[]
  }
}

/** The longest duration in milliseconds; 0 if there are no tasks. */
export function longestTaskMs(tasks: readonly LongTask[]): number {
  return Math.max(0, ...tasks.map(({ duration }) => duration))
}

/** Runs in a page before its scripts. Collects its long tasks in `window.longTasks`. */
export function observeLongTasks(): void {
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      window.longTasks.push({ start: performance.timeOrigin + startTime, duration })
  }).observe({ type: 'longtask', buffered: true })
}

/** A page in its own browser context, and therefore in its own process. */
export interface BenchTab {
  page: Page
  /** All long tasks since the tab was opened. */
  longTasks: () => Promise<LongTask[]>
  /** Bytes of private memory of the tab's process, workers included; null if the system does not report it. */
  privateBytes: () => Promise<number | null>
  /** Bytes of the main thread's JavaScript heap after a garbage collection. */
  heapBytes: () => Promise<number>
  close: () => Promise<void>
}

export async function openBenchTab(browser: Browser): Promise<BenchTab> {
  const session = await browser.newBrowserCDPSession()
  const before = await getRendererCpuTimes(session)
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  await page.addInitScript(observeLongTasks)
  return {
    page,
    longTasks: () => page.evaluate(() => window.longTasks),
    privateBytes: async () =>
      readPrivateBytes(findBusiestProcess(before, await getRendererCpuTimes(session))),
    heapBytes: async () => {
      const devtools = await context.newCDPSession(page)
      await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize
    },
    close: () => context.close(),
  }
}

/** Seconds of CPU time of each renderer process, by process id. */
async function getRendererCpuTimes(session: CDPSession): Promise<Map<number, number>> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const pages = processInfo.filter(({ type }) => type === 'renderer')
  return new Map(pages.map(({ id, cpuTime }) => [id, cpuTime]))
}

/** The process with the most CPU time since `before`. The browser does not report which process a page is in. */
function findBusiestProcess(before: Map<number, number>, now: Map<number, number>): number {
  const cpuTimeSince = ([id, time]: [number, number]) => time - (before.get(id) ?? 0)
  const [first] = [...now].toSorted((a, b) => cpuTimeSince(b) - cpuTimeSince(a))
  if (first === undefined) throw new Error('The browser has no renderer process.')
  return first[0]
}
