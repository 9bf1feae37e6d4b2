import type { Browser } from '@playwright/test'

import { measureInteraction, type InteractionTiming, type Interaction } from './interactions.ts'
import type { BenchRun } from './bench-run.ts'
import { loadList, type LoadResult, type Implementation } from './loading.ts'
import type { PageFixture } from './pages/page-fixture.ts'
import { openBenchTab, type BenchTab } from './tab.ts'

/** The results of opening a list and loading all of it. */
export interface LoadingResult {
  loading: LoadResult
  /** Private memory of the tab's process, some seconds after loading. */
  privateBytes: number | null
}

/** The results of that, and of performing each interaction once. An interaction that failed is null. */
export interface ScenarioResult extends LoadingResult {
  interactions: Record<Interaction, InteractionTiming | null>
}

/** By then background work of loading has finished, such as compression and garbage collection. */
const restMs = 5000

interface ScenarioOptions {
  implementation: Implementation
  origin: string
  fixture: PageFixture
}

/** Opens a list and loads all of it, and then performs a step. */
export async function runLoading(
  browser: Browser,
  options: ScenarioOptions,
  lastStep: (tab: BenchTab) => Promise<void>,
): Promise<LoadingResult> {
  const tab = await openBenchTab(browser)
  try {
    const result = await loadIn(tab, options)
    await lastStep(tab)
    return result
  } finally {
    await tab.close()
  }
}

async function loadIn(
  tab: BenchTab,
  { implementation, origin, fixture }: ScenarioOptions,
): Promise<LoadingResult> {
  const loading = await loadList(tab, implementation, origin, fixture)
  await tab.page.waitForTimeout(restMs)
  return { loading, privateBytes: await tab.privateBytes() }
}

export async function runScenario(
  { attempt }: BenchRun,
  browser: Browser,
  options: ScenarioOptions,
  extraSteps?: (tab: BenchTab) => Promise<void>,
): Promise<ScenarioResult> {
  const tab = await openBenchTab(browser)
  try {
    const loaded = await loadIn(tab, options)
    await extraSteps?.(tab)
    const { implementation, fixture } = options
    const measure = (interaction: Interaction) =>
      attempt(`${implementation}, ${interaction}`, () => measureInteraction(tab, fixture, interaction))
    return {
      ...loaded,
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
