import type { QueryClient } from '@tanstack/react-query'

import type { RunList } from '#contract/run-source.ts'

import { getEngine } from './clients.ts'
import { engineQueryKey } from './engagement.ts'
import { engagementsKey, engagementsQuery } from './engagements.ts'

/**
 * Starts the engine and keeps the query cache in sync with it: refetches what the engine answered when a flow's data has
 * changed, resets a flow that the engine evicted, and all flows after the engine restarted.
 */
export function syncEngineCache(client: QueryClient): void {
  const refetch = createRefetcher(client)
  getEngine().subscribe((event) => {
    if (event.type === 'changed') refetch(event.runList)
    if (event.type === 'evicted')
      void client.resetQueries({ queryKey: engagementsQuery(event.runList).queryKey })
    if (event.type === 'restarted') void client.resetQueries({ queryKey: engagementsKey })
  })
}

/**
 * Refetches a flow's engine queries, and once more if the data changed meanwhile: so the last answer is of the last data,
 * and changes every 100 ms cannot abort a slow query again and again.
 */
function createRefetcher(client: QueryClient): (runList: RunList) => void {
  /** Flows that are being refetched, and whether their data has changed since. */
  const running = new Map<RunList, { hasChanged: boolean }>()

  return function refetch(runList) {
    const current = running.get(runList)
    if (current) {
      current.hasChanged = true
      return
    }
    const run = { hasChanged: false }
    running.set(runList, run)
    void client.refetchQueries({ queryKey: engineQueryKey(runList), type: 'active' }).finally(() => {
      running.delete(runList)
      if (run.hasChanged) refetch(runList)
    })
  }
}
