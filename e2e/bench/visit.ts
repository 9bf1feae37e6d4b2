import type { Browser } from '@playwright/test'

import { answer, type Answer, type Ask } from './asking.ts'
import type { BenchRun } from './bench-run.ts'
import { load, type Loading, type Reader } from './loading.ts'
import type { Pages } from './pages.ts'
import { openTab, type Tab } from './tab.ts'

/** Someone opens the list, reads it to its end and asks everything once; null for what failed. */
export interface Visit {
  loading: Loading
  /** Of the tab's process, some seconds after the end has been reached. */
  privateBytes: number | null
  answers: Record<Ask, Answer | null>
}

/** What was begun while reading (packing, collecting garbage) is over by then. */
const rest = 5000

export async function visit(
  { attempt }: BenchRun,
  browser: Browser,
  { reader, origin, pages }: { reader: Reader; origin: string; pages: Pages },
  more?: (tab: Tab) => Promise<void>,
): Promise<Visit> {
  const tab = await openTab(browser)
  try {
    const loading = await load(tab, reader, origin, pages)
    await tab.page.waitForTimeout(rest)
    const privateBytes = await tab.privateBytes()
    await more?.(tab)
    const one = (ask: Ask) => attempt(`${reader}, ${ask}`, () => answer(tab, pages, ask))
    return {
      loading,
      privateBytes,
      answers: {
        filter: await one('filter'),
        keystroke: await one('keystroke'),
        search: await one('search'),
        sortByContact: await one('sortByContact'),
        sortByUpdated: await one('sortByUpdated'),
      },
    }
  } finally {
    await tab.close()
  }
}
