import type { QueryClient } from '@tanstack/react-query'

import type { RunList } from '#contract/run-source.ts'
import { loadRows, type LoadedRows } from '#engine/load/load-rows.ts'
import { getEngine } from '#queries/clients.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'

import { loadRunSteps, mayLoadSteps, storeSteps } from './load-run-steps.ts'

/** Max requests of one command: they share the account's rate limit with its own calls and messages. */
export const maxStepsRequests = 1000

/** Milliseconds between two looks at whether requests may be sent. */
const retryMs = 250

/** How long the steps stay in the query cache, in milliseconds: most of these runs are not opened. */
const keptMs = 2000

/**
 * Loads the steps that a query needs, one request at a time, each after everything that people wait for.
 * @param onProgress gets how many requests were answered
 * @throws {Problem} when all remaining requests would fail too; an AbortError when aborted
 */
export async function loadMissingSteps(
  client: QueryClient,
  runList: RunList,
  query: ParsedQuery,
  signal: AbortSignal,
  onProgress: (answered: number) => void,
): Promise<LoadedRows> {
  let answered = 0
  const params = { runList, query, max: maxStepsRequests }
  return loadRows({
    rows: await getEngine().call('rowsWithoutSteps', params, signal),
    fetchOne: async (row) => {
      while (!mayLoadSteps(client, true)) {
        signal.throwIfAborted()
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
      try {
        return await loadRunSteps(client, runList, row, signal, keptMs)
      } finally {
        onProgress(++answered)
      }
    },
    store: (loaded) => void storeSteps(runList, loaded),
  })
}
