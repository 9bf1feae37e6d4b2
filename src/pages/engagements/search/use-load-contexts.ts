import { useEffect, useRef, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { isAbort, normalizeError, type Problem } from '#contract/problem.ts'
import { getEngine } from '#queries/clients.ts'
import { useRetryOnRecovery } from '#status/use-retry-on-recovery.ts'
import type { ListQuery } from '#search/query/list-query.ts'

import { loadParsedQuery } from '#pages/shared/search/load-search.ts'

export type ContextLoading =
  | { state: 'idle' }
  /** `total`: number of contexts to load at the start. */
  | { state: 'loading'; total: number }
  | { state: 'done'; loaded: number; failed: number }
  | { state: 'failed'; problem: Problem }

/** Loads missing contexts, one request each. Loaded contexts stay after a pause and after unmounting, which aborts. */
export function useLoadContexts(runList: RunList) {
  const [loading, setLoading] = useState<ContextLoading>({ state: 'idle' })
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  /** The last `load` call, for a retry. */
  const last = useRef<{ query: ListQuery; total: number } | null>(null)

  function load(query: ListQuery, total: number): void {
    const controller = new AbortController()
    abort.current = controller
    last.current = { query, total }
    setLoading({ state: 'loading', total })
    loadParsedQuery(query)
      .then((parsedQuery) =>
        getEngine().call('loadContexts', { runList, query: parsedQuery }, controller.signal),
      )
      .then((result) => setLoading({ state: 'done', ...result }))
      .catch((thrown: unknown) => {
        if (!isAbort(thrown)) setLoading({ state: 'failed', problem: normalizeError(thrown) })
      })
  }

  // Contexts already loaded are not requested again.
  useRetryOnRecovery(loading.state === 'failed' ? loading.problem : null, () => {
    if (last.current) load(last.current.query, last.current.total)
  })

  return {
    loading,
    /** @param total number of contexts to load */
    load,
    pause: () => {
      abort.current?.abort()
      setLoading({ state: 'idle' })
    },
  }
}
