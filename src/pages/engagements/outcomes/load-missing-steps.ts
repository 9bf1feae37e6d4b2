import type { QueryClient } from '@tanstack/react-query'

import type { EngagementSid } from '#contract/sid.ts'
import type { RunList } from '#contract/run-source.ts'
import { loadRows, type LoadedRows } from '#engine/load/load-rows.ts'
import type { RunWithoutSteps } from '#engine/rpc/load-results.ts'
import { getEngine } from '#queries/clients.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'

import { maxStepsRequests } from './outcome-text.ts'
import { loadRunSteps, mayLoadSteps, storeSteps } from './load-run-steps.ts'

/** Milliseconds between two looks at whether requests may be sent. */
const retryMs = 100

/** Runs whose steps are loaded between two looks at which runs lack theirs. */
const runsPerLook = 10

/** How long the steps stay in the query cache, in milliseconds: most of these runs are not opened. */
const keptMs = 2000

/** A run whose steps are to be loaded, and its list. */
type StepsTarget = RunWithoutSteps & { runList: RunList }

/** `onlyMatches`: of runs that match already, instead of those of which only their steps say whether they do. */
type MissingSteps = { runList: RunList; query: ParsedQuery; onlyMatches: boolean }

/**
 * Loads the steps that a query needs, at most `maxStepsRequests`. See `loadSteps`.
 * @param onProgress gets how many requests were answered
 */
export async function loadMissingSteps(
  client: QueryClient,
  missing: MissingSteps,
  signal: AbortSignal,
  onProgress: (answered: number) => void,
): Promise<LoadedRows> {
  const findRuns = () => getEngine().call('rowsWithoutSteps', { ...missing, max: maxStepsRequests }, signal)
  return await loadSteps(client, targetsOf(missing.runList, findRuns), signal, onProgress)
}

/**
 * As many runs as are found at first, each once. Looks for them again after every few: an active run changes meanwhile,
 * and the list keeps only the steps of the version it has.
 */
async function* targetsOf(
  runList: RunList,
  findRuns: () => Promise<RunWithoutSteps[]>,
): AsyncGenerator<StepsTarget> {
  let found = await findRuns()
  const maxTargets = found.length
  const done = new Set<EngagementSid>()
  while (done.size < maxTargets) {
    const next = found
      .filter(({ sid }) => !done.has(sid))
      .slice(0, Math.min(runsPerLook, maxTargets - done.size))
    if (next.length === 0) return
    for (const run of next) {
      done.add(run.sid)
      yield { ...run, runList }
    }
    found = await findRuns()
  }
}

/**
 * Loads the steps of runs for their lists, one request at a time, each after everything that people wait for.
 * @param onProgress gets how many requests were answered
 * @throws {Problem} when all remaining requests would fail too; an AbortError when aborted
 */
export async function loadSteps(
  client: QueryClient,
  runs: Iterable<StepsTarget> | AsyncIterable<StepsTarget>,
  signal: AbortSignal,
  onProgress: (answered: number) => void,
): Promise<LoadedRows> {
  let answered = 0
  return await loadRows({
    rows: runs,
    fetchOne: async ({ runList, ...run }) => {
      while (!mayLoadSteps(client, true)) {
        signal.throwIfAborted()
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
      try {
        return { runList, steps: await loadRunSteps(client, runList, run, signal, keptMs) }
      } finally {
        onProgress(++answered)
      }
    },
    store: (loaded) => {
      for (const [runList, ofList] of Map.groupBy(loaded, (each) => each.runList)) {
        void storeSteps(
          runList,
          ofList.map(({ steps }) => steps),
        )
      }
    },
  })
}
