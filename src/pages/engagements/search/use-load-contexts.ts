import { useEffect, useRef, useState } from 'react'

import { isAbort, toProblem, type Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import { engine } from '#queries/sources.ts'
import { useAskAgain } from '#queries/use-ask-again.ts'
import type { Question } from '#search/question.ts'

export type Loading =
  | { state: 'idle' }
  /** @param of how many were to be loaded when it began */
  | { state: 'loading'; of: number }
  | { state: 'done'; loaded: number; failed: number }
  | { state: 'failed'; problem: Problem }

/** Asks for contexts that the list came without, a request each. Pausing keeps what was loaded; so does leaving. */
export function useLoadContexts(flowSid: FlowSid) {
  const [loading, setLoading] = useState<Loading>({ state: 'idle' })
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  /** What was to be loaded last. */
  const last = useRef<{ question: Question; of: number } | null>(null)

  function load(question: Question, of: number): void {
    const controller = new AbortController()
    abort.current = controller
    last.current = { question, of }
    setLoading({ state: 'loading', of })
    engine()
      .ask('loadContexts', { flowSid, question }, controller.signal)
      .then((result) => setLoading({ state: 'done', ...result }))
      .catch((thrown: unknown) => {
        if (!isAbort(thrown)) setLoading({ state: 'failed', problem: toProblem(thrown) })
      })
  }

  // What was loaded before is kept, and not asked for again.
  useAskAgain(loading.state === 'failed' ? loading.problem : null, () => {
    if (last.current) load(last.current.question, last.current.of)
  })

  return {
    loading,
    /** @param of how many there are to load */
    load,
    pause: () => {
      abort.current?.abort()
      setLoading({ state: 'idle' })
    },
  }
}
