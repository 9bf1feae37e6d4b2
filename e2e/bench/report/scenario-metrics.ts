import type { Interaction } from '../interactions.ts'
import { minThreshold, maxThreshold, createMetric, type Threshold, type Metric } from './metrics.ts'
import type { PageFixture } from '../pages/page-fixture.ts'
import { longestTaskMs } from '../tab.ts'
import type { LoadingResult, ScenarioResult } from '../scenario.ts'

/** The results of one list. */
interface Results<R> {
  app: readonly R[]
  /** Empty if the list is too long for the baseline. */
  baseline: readonly R[]
}

type LoadingResults = Results<LoadingResult>
type ScenarioResults = Results<ScenarioResult>

const megabyte = 1e6

/** Long tasks while the list was loading, and memory afterwards. */
export function loadingMetrics(results: LoadingResults): Metric[] {
  return [
    createMetric('tasks over 50 ms while loading', 'tasks', {
      aggregate: 'max',
      ...collectSamples(results, ({ loading }) => [loading.tasks.length]),
      threshold: maxThreshold(0),
    }),
    createMetric('… the longest of them', 'ms', {
      aggregate: 'max',
      ...collectSamples(results, ({ loading }) => [longestTaskMs(loading.tasks)]),
    }),
    createMetric('… the longest before the first request', 'ms', {
      aggregate: 'max',
      ...collectSamples(results, ({ loading }) => [longestTaskMs(loading.startTasks)]),
    }),
    memoryMetric('private memory after loading', results),
  ]
}

export function memoryMetric(label: string, results: LoadingResults): Metric {
  return createMetric(label, 'MB', {
    ...collectSamples(results, ({ privateBytes }) =>
      privateBytes === null ? [] : [privateBytes / megabyte],
    ),
    threshold: results.baseline.length > 0 ? maxThreshold(0.2, 'app ÷ baseline') : null,
  })
}

/** Times until the results of interactions were painted. */
export function interactionMetrics(
  results: ScenarioResults,
  fixture: PageFixture,
  thresholds: Partial<Record<Interaction, Threshold>>,
): Metric[] {
  const paintMetric = (label: string, interaction: Interaction) =>
    createMetric(`${label} → painted`, 'ms', {
      ...collectSamples(results, ({ interactions }) =>
        interactions[interaction] ? [interactions[interaction].timeMs] : [],
      ),
      threshold: thresholds[interaction] ?? null,
    })
  const searchMetric = (label: string, bytes: number, threshold: Threshold | null) =>
    createMetric(label, 'MB/s', {
      ...collectSamples(results, ({ interactions: { search } }) =>
        search ? [bytes / megabyte / (search.timeMs / 1000)] : [],
      ),
      threshold,
    })
  return [
    paintMetric('filter by status', 'filter'),
    paintMetric('keystroke in the search box', 'keystroke'),
    paintMetric('sort by Contact', 'sortByContact'),
    paintMetric('sort by Updated', 'sortByUpdated'),
    searchMetric('search through all contexts', fixture.bytes, minThreshold(250)),
    searchMetric('… counting the contexts alone', fixture.bytes * fixture.expected.contextShare, null),
    createMetric('… first result → painted', 'ms', {
      ...collectSamples(results, ({ interactions: { search } }) => (search ? [search.firstResultMs] : [])),
    }),
    createMetric('longest task of all these interactions', 'ms', {
      aggregate: 'max',
      ...collectSamples(results, ({ interactions }) =>
        Object.values(interactions).flatMap((each) => each?.longestTaskMs ?? []),
      ),
      threshold: maxThreshold(50),
    }),
  ]
}

function collectSamples<R>({ app, baseline }: Results<R>, selectSamples: (result: R) => number[]) {
  return { app: app.flatMap(selectSamples), baseline: baseline.flatMap(selectSamples) }
}
