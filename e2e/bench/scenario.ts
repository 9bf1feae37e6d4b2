import type { Browser } from '@playwright/test'

import { measureInteraction, type InteractionTiming, type Interaction } from './interactions.ts'
import type { BenchRun } from './bench-run.ts'
import { loadList, type LoadResult, type Implementation } from './loading.ts'
import type { PageFixture } from './pages/page-fixture.ts'
import { openBenchTab, type BenchTab } from './tab.ts'

/** The results of opening a list, loading all of it, and performing each interaction once. An interaction that failed is null. */
export interface ScenarioResult {
  loading: LoadResult
  /** Private memory of the tab's process, some seconds after loading. */
  privateBytes: number | null
  interactions: Record<Interaction, InteractionTiming | null>
}

/** By then background work of loading has finished, such as compression and garbage collection. */
const restMs = 5000

export async function runScenario(
  { attempt }: BenchRun,
  browser: Browser,
  {
    implementation,
    origin,
    fixture,
  }: { implementation: Implementation; origin: string; fixture: PageFixture },
  extraSteps?: (tab: BenchTab) => Promise<void>,
): Promise<ScenarioResult> {
  const tab = await openBenchTab(browser)
  try {
    const loading = await loadList(tab, implementation, origin, fixture)
    await tab.page.waitForTimeout(restMs)
    const privateBytes = await tab.privateBytes()
    await extraSteps?.(tab)
    const measure = (interaction: Interaction) =>
      attempt(`${implementation}, ${interaction}`, () => measureInteraction(tab, fixture, interaction))
    return {
      loading,
      privateBytes,
      interactions: {
        filter: await measure('filter'),
        keystroke: await measure('keystroke'),
        search: await measure('search'),
        sortByContact: await measure('sortByContact'),
        sortByUpdated: await measure('sortByUpdated'),
      },
    }
  } finally {
    await tab.close()
  }
}
