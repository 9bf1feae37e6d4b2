import type { Page } from '@playwright/test'

import type { Pages } from './pages.ts'
import { timesToPaint, timeToPaint, type Painted, type Shown } from './stopwatch.ts'
import { longest, type Tab } from './tab.ts'

/** What people do with a list that has been read. Each leaves it as it was, but for its order, which comes last. */
export type Ask = 'filter' | 'keystroke' | 'search' | 'sortByContact' | 'sortByUpdated'

export interface Answer {
  /** Milliseconds until what was asked for had been painted. */
  time: number
  /** Milliseconds until the first of it had been painted. */
  toFirst: number
  /** Milliseconds the longest task of the main thread took from then on; 0 where none took over 50. */
  longestTask: number
}

/** Long enough for the browser to tell of the tasks there were. */
const settling = 400

/** Asks one thing, for the first time on this tab, so that it is not answered from memory. */
export async function answer(tab: Tab, pages: Pages, ask: Ask): Promise<Answer> {
  const { page } = tab
  const list = controlsOf(page)
  const everything: Shown = { is: 'everything', count: pages.engagements }
  switch (ask) {
    case 'filter': {
      const active = { is: 'every-row', column: 'Status', value: 'Active' } as const
      const painted = await timeToPaint(page, active, () => list.status('Active').check())
      await timeToPaint(page, everything, () => list.status('All').check())
      return withTasks(tab, painted)
    }
    case 'keystroke': {
      const [before, contact] = pages.facts.contacts
      await timeToPaint(page, contactIs(before), () => list.search.fill(before))
      await list.search.selectText()
      const painted = await timeToPaint(page, contactIs(contact), () => page.keyboard.insertText(contact))
      await timeToPaint(page, everything, list.clear)
      return withTasks(tab, painted)
    }
    case 'search': {
      const { text, matches } = pages.facts
      const all: Shown = { is: 'all-matches', count: matches }
      const [first, last] = await timesToPaint(page, [{ is: 'some-match' }, all], () =>
        list.search.fill(text),
      )
      const answered = await withTasks(tab, last)
      await timeToPaint(page, everything, list.clear)
      return { ...answered, toFirst: first.time }
    }
    case 'sortByContact':
      return withTasks(tab, await timeToPaint(page, { is: 'moved' }, () => list.sortBy('Contact').click()))
    case 'sortByUpdated':
      return withTasks(tab, await timeToPaint(page, { is: 'moved' }, () => list.sortBy('Updated').click()))
  }
}

/** By their accessible names, which the plain design bears as well. */
function controlsOf(page: Page) {
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  return {
    status: (name: 'All' | 'Active') =>
      page.getByRole('radiogroup', { name: 'Status' }).getByRole('radio', { name: new RegExp(`^${name}`) }),
    search: box,
    /** Empties the box and leaves it, for what it offers then stands over the list. */
    clear: async () => {
      await box.fill('')
      await box.blur()
    },
    sortBy: (column: 'Contact' | 'Updated') => page.getByRole('button', { name: `Sort by ${column}` }),
  }
}

function contactIs(value: string): Shown {
  return { is: 'every-row', column: 'Contact', value }
}

async function withTasks(tab: Tab, { start, time }: Painted): Promise<Answer> {
  await tab.page.waitForTimeout(settling)
  const tasks = (await tab.longTasks()).filter((task) => task.start + task.duration > start)
  return { time, toFirst: time, longestTask: longest(tasks) }
}
