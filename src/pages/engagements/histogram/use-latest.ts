import { useEffect, useState } from 'react'

import { isAbort } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import { useFlowVersion } from '#queries/use-engine-version.ts'

import { createLatestRunner } from './run-latest.ts'

/** Pause between two requests to the engine, in ms. */
const pauseMs = 300

type LatestOptions<R, T> = {
  runList: RunList
  request: R
  /** Equal for equal requests. */
  key: string
  /** Whether there is anything to ask now. */
  isReady: (version: number) => boolean
  ask: (request: R, signal: AbortSignal) => Promise<T>
}

/**
 * What the engine last answered to a request, which is sent again when the list's data changes. The old result stays until the
 * new one is here.
 */
export function useLatest<R, T>({
  runList,
  request,
  key,
  isReady,
  ask,
}: LatestOptions<R, T>): {
  result: T | null
  failed: boolean
} {
  const [result, setResult] = useState<T | null>(null)
  const [failed, setFailed] = useState(false)
  const [runner] = useState(() =>
    createLatestRunner(async (latest: R, signal) => {
      try {
        const answer = await ask(latest, signal)
        setResult(() => answer)
        setFailed(false)
      } catch (thrown) {
        if (!isAbort(thrown)) setFailed(true)
      }
    }, pauseMs),
  )
  useEffect(() => () => runner.stop(), [runner])

  const version = useFlowVersion(runList)
  useEffect(() => {
    if (isReady(version)) runner.run(request)
    // oxlint-disable-next-line react/exhaustive-deps -- `key` is that of the request
  }, [runner, runList, key, version])

  return { result, failed }
}
