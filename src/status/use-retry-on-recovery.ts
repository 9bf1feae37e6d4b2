import { useEffect, useEffectEvent } from 'react'

import type { Problem } from '#contract/problem.ts'

import { useStore } from '#ui/store.ts'
import { retryTick, isTransient } from './system-status.ts'

/**
 * Retries a request that is not a query when its transient failure may be over, as `retryFailedQueries` does for queries.
 * @param problem why it failed; null when it did not
 */
export function useRetryOnRecovery(problem: Problem | null, retry: () => void): void {
  const tick = useStore(retryTick)
  const retryIfFailed = useEffectEvent(() => {
    if (problem !== null && isTransient(problem)) retry()
  })
  useEffect(() => {
    if (tick > 0) retryIfFailed()
  }, [tick])
}
