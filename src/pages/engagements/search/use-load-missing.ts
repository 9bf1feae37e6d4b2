import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { isAbort, normalizeError, type Problem } from '#contract/problem.ts'
import type { LoadedRows } from '#engine/load/load-rows.ts'
import { getEngine } from '#queries/clients.ts'
import { useRetryOnRecovery } from '#status/use-retry-on-recovery.ts'
import type { ListQuery, ParsedQuery } from '#search/query/list-query.ts'

import { loadMissingSteps } from '#pages/engagements/outcomes/load-missing-steps.ts'
import { loadParsedQuery } from '#pages/shared/search/load-search.ts'

/** What a search or the counts by exit need and the list lacks, by run. */
export type MissingKind = 'contexts' | 'steps' | 'exits'

export type MissingLoading =
  | { state: 'idle' }
  /** `total`: number of requests at the start. `answered`: how many of them were; null where the rows say it. */
  | { state: 'loading'; total: number; answered: number | null }
  | ({ state: 'done' } & LoadedRows)
  | { state: 'failed'; problem: Problem }

/** Loads what is missing, one request for each run. What is loaded stays after a pause and after unmounting, which aborts. */
export function useLoadMissing(kind: MissingKind, runList: RunList) {
  const [loading, setLoading] = useState<MissingLoading>({ state: 'idle' })
  const client = useQueryClient()
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  /** The last `load` call, for a retry. */
  const last = useRef<{ query: ListQuery; total: number } | null>(null)

  async function request(query: ParsedQuery, total: number, signal: AbortSignal): Promise<LoadedRows> {
    if (kind === 'contexts') return await getEngine().call('loadContexts', { runList, query }, signal)
    const onProgress = (answered: number) => {
      if (!signal.aborted) setLoading({ state: 'loading', total, answered })
    }
    return await loadMissingSteps(
      client,
      { runList, query, onlyMatches: kind === 'exits' },
      signal,
      onProgress,
    )
  }

  function load(query: ListQuery, total: number): void {
    const controller = new AbortController()
    abort.current?.abort()
    abort.current = controller
    last.current = { query, total }
    setLoading({ state: 'loading', total, answered: kind === 'contexts' ? null : 0 })
    loadParsedQuery(query)
      .then((parsedQuery) => request(parsedQuery, total, controller.signal))
      .then((result) => setLoading({ state: 'done', ...result }))
      .catch((thrown: unknown) => {
        if (!controller.signal.aborted && !isAbort(thrown))
          setLoading({ state: 'failed', problem: normalizeError(thrown) })
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
