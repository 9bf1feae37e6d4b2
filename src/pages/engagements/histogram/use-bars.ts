import { useEffect, useState } from 'react'

import { isAbort } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import { engine } from '#queries/sources.ts'
import { useVersion } from '#queries/use-version.ts'
import { filterKey, type Question } from '#search/question.ts'

import type { Bars } from './geometry.ts'
import { createPacer } from './pacer.ts'

/** How long the engine is left alone between two countings, in ms. */
const pause = 300

type Counting = { flowSid: FlowSid; question: Question; edges: readonly number[] }

/**
 * What the engine counts between the edges, anew whenever the flow has changed. Until the new bars are here the old
 * ones stay: a bar knows its times, so it stands where it belongs.
 */
export function useBars({ flowSid, question, edges }: Counting): { bars: Bars | null; failed: boolean } {
  const [bars, setBars] = useState<Bars | null>(null)
  const [failed, setFailed] = useState(false)
  const [pacer] = useState(() =>
    createPacer(async (counting: Counting, signal) => {
      try {
        const counts = await engine().ask('histogram', { ...counting, edges: [...counting.edges] }, signal)
        setBars({ edges: counting.edges, counts })
        setFailed(false)
      } catch (thrown) {
        if (!isAbort(thrown)) setFailed(true)
      }
    }, pause),
  )
  useEffect(() => () => pacer.stop(), [pacer])

  const version = useVersion(flowSid)
  const counted = filterKey({ ...question, from: null, to: null })
  const between = edges.join()
  useEffect(() => {
    if (version > 0 && edges.length > 1) pacer.run({ flowSid, question, edges })
    // oxlint-disable-next-line react/exhaustive-deps -- `counted` stands for the question, `between` for the edges
  }, [pacer, flowSid, counted, between, version])

  return { bars, failed }
}
