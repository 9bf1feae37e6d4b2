import { useEffect, useRef, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { isAbort, normalizeError, type Problem } from '#contract/problem.ts'
import { getEngine } from '#queries/clients.ts'
import { useRetryOnRecovery } from '#status/use-retry-on-recovery.ts'
import type { ListQuery } from '#search/query/list-query.ts'

import { loadParsedQuery } from '#pages/shared/search/load-search.ts'

/** What a search needs and the list lacks, by run. */
export type MissingKind = 'contexts' | 'steps'

const methods = { contexts: 'loadContexts', steps: 'loadSteps' } as const

export type MissingLoading =
  | { state: 'idle' }
  /** `total`: number of requests at the start. */
  | { state: 'loading'; total: number }
  | { state: 'done'; loaded: number; failed: number }
  | { state: 'failed'; problem: Problem }

/** Loads what is missing, one request for each run. What is loaded stays after a pause and after unmounting, which aborts. */
export function useLoadMissing(kind: MissingKind, runList: RunList) {
  const [loading, setLoading] = useState<MissingLoading>({ state: 'idle' })
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
        getEngine().call(methods[kind], { runList, query: parsedQuery }, controller.signal),
      )
      .then((result) => setLoading({ state: 'done', ...result }))
      .catch((thrown: unknown) => {
        if (!isAbort(thrown)) setLoading({ state: 'failed', problem: normalizeError(thrown) })
      })
  }

  // What is loaded already is not requested again.
  useRetryOnRecovery(loading.state === 'failed' ? loading.problem : null, () => {
    if (last.current) load(last.current.query, last.current.total)
  })

  return {
    loading,
    /** @param total number of requests */
    load,
    pause: () => {
      abort.current?.abort()
      setLoading({ state: 'idle' })
    },
  }
}
