import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { toProblem, type Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { JsonTextError } from '#json/error.ts'
import { openJson } from '#json/open.ts'
import { stepsQuery } from '#queries/engagement.ts'
import { knownIn, nothingKnown, type Known } from '#story/known.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

import type { Run } from '#pages/engagement/use-engagement.ts'

/** What a run is told from: its steps in order, and what it knows. Null while they are on their way. */
export type Told = { steps: readonly Step[]; known: Known }

export function useTold(
  flowSid: FlowSid,
  engagementSid: EngagementSid,
  { context }: Run,
): { told: Told | null; problem: Problem | null; retry: () => void } {
  const { data, error, refetch } = useQuery(stepsQuery(flowSid, engagementSid))
  const known = useKnown(context.data)
  const steps = useMemo(() => data && stepsInOrder(data), [data])
  const isReady = known !== null || (context.data === null && !context.pending)
  return {
    told: useMemo(
      () => (steps && isReady ? { steps, known: known ?? nothingKnown } : null),
      [steps, known, isReady],
    ),
    problem: error && toProblem(error),
    retry: () => void refetch(),
  }
}

/** A context that is no JSON tells nothing; the Context tab says where it goes wrong. */
function useKnown(text: string | null): Known | null {
  const [opened, setOpened] = useState<{ text: string; known: Known } | null>(null)
  useEffect(() => {
    if (text === null) return
    let isWanted = true
    const show = (known: Known) => {
      if (isWanted) setOpened({ text, known })
    }
    openJson(text).then(
      (doc) => show(knownIn(doc)),
      (thrown: unknown) => {
        if (!(thrown instanceof JsonTextError)) throw thrown
        show(nothingKnown)
      },
    )
    return () => {
      isWanted = false
    }
  }, [text])
  return text !== null && opened ? opened.known : null
}
