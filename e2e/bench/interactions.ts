import type { Page } from '@playwright/test'

import type { PageFixture } from './pages/page-fixture.ts'
import { measureTwoPaints, measurePaint, type PaintTiming, type ExpectedView } from './paint-timing.ts'
import { longestTaskMs, type BenchTab } from './tab.ts'

/** Actions on a loaded list. Each restores the list, except the sorts, which come last. */
export type Interaction = 'filter' | 'keystroke' | 'search' | 'sortByContact' | 'sortByUpdated'

export interface InteractionTiming {
  /** Milliseconds until the whole result was painted. */
  timeMs: number
  /** Milliseconds until the first match was painted. */
  firstResultMs: number
  /** Milliseconds of the main thread's longest task since the input; 0 if none took over 50. */
  longestTaskMs: number
}

/** Time for the browser to report long tasks. */
const settleMs = 400

/** Measures an interaction. Call it once per tab for each: a repeated query comes from a cache. */
export async function measureInteraction(
  tab: BenchTab,
  fixture: PageFixture,
  interaction: Interaction,
): Promise<InteractionTiming> {
  const { page } = tab
  const list = getListControls(page)
  const unfiltered: ExpectedView = { kind: 'everything', count: fixture.engagements }
  switch (interaction) {
    case 'filter': {
      const active = { kind: 'every-row', column: 'Status', value: 'Active' } as const
      const painted = await measurePaint(page, active, () => list.status('Active').check())
      await measurePaint(page, unfiltered, () => list.status('All').check())
      return addLongestTask(tab, painted)
    }
    case 'keystroke': {
      const [before, contact] = fixture.expected.contacts
      await measurePaint(page, expectContact(before), () => list.search.fill(before))
      await list.search.selectText()
      const painted = await measurePaint(page, expectContact(contact), () =>
        page.keyboard.insertText(contact),
      )
      await measurePaint(page, unfiltered, list.clear)
      return addLongestTask(tab, painted)
    }
    case 'search': {
      const { text, matches } = fixture.expected
      const all: ExpectedView = { kind: 'all-matches', count: matches }
      const [first, last] = await measureTwoPaints(page, [{ kind: 'some-match' }, all], () =>
        list.search.fill(text),
      )
      const timing = await addLongestTask(tab, last)
      await measurePaint(page, unfiltered, list.clear)
      return { ...timing, firstResultMs: first.timeMs }
    }
    case 'sortByContact':
      return addLongestTask(
        tab,
        await measurePaint(page, { kind: 'moved' }, () => list.sortBy('Contact').click()),
      )
    case 'sortByUpdated':
      return addLongestTask(
        tab,
        await measurePaint(page, { kind: 'moved' }, () => list.sortBy('Updated').click()),
      )
  }
}

/** Milliseconds until all matches of a search for an identifier are painted. */
export async function measureIdentifierSearch({ page }: BenchTab, fixture: PageFixture): Promise<number> {
  const { identifier, identifierMatches } = fixture.expected
  const found: ExpectedView = { kind: 'all-matches', count: identifierMatches }
  const { timeMs } = await measurePaint(page, found, () => getListControls(page).search.fill(identifier))
  return timeMs
}

/** The controls by their accessible names, which the baseline has, too. */
function getListControls(page: Page) {
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  return {
    status: (name: 'All' | 'Active') =>
      page.getByRole('radiogroup', { name: 'Status' }).getByRole('radio', { name: new RegExp(`^${name}`) }),
    search: box,
    /** Empties the box and leaves it, because its suggestions would cover the list. */
    clear: async () => {
      await box.fill('')
      await box.blur()
    },
    sortBy: (column: 'Contact' | 'Updated') => page.getByRole('button', { name: `Sort by ${column}` }),
  }
}

function expectContact(value: string): ExpectedView {
  return { kind: 'every-row', column: 'Contact', value }
}

async function addLongestTask(tab: BenchTab, { startedAt, timeMs }: PaintTiming): Promise<InteractionTiming> {
  await tab.page.waitForTimeout(settleMs)
  const tasks = (await tab.longTasks()).filter((task) => task.start + task.duration > startedAt)
  return { timeMs, firstResultMs: timeMs, longestTaskMs: longestTaskMs(tasks) }
}
