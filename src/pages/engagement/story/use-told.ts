import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { toProblem, type Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { JsonTextError } from '#json/error.ts'
import { openJson } from '#json/open.ts'
import { stepContextQuery, stepsQuery } from '#queries/engagement.ts'
import { isKnown, knownIn, nothingKnown, type Known } from '#story/known.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import type { StepsKnown } from '#story/visits.ts'

import type { Run } from '#pages/engagement/use-engagement.ts'

/** What a run is told from: its steps in order, and what it and they know. Null while they are on their way. */
export type Told = { steps: readonly Step[]; known: Known; ofSteps: StepsKnown }

export function useTold(
  flowSid: FlowSid,
  engagementSid: EngagementSid,
  { context }: Run,
): { told: Told | null; problem: Problem | null; retry: () => void } {
  const { data, error, refetch } = useQuery(stepsQuery(flowSid, engagementSid))
  const known = useKnown(context.data)
  const steps = useMemo(() => data && stepsInOrder(data), [data])
  const ofSteps = useStepsKnown(flowSid, engagementSid, steps)
  const isReady = known !== null || (context.data === null && !context.pending)
  return {
    told: useMemo(
      () => (steps && isReady ? { steps, known: known ?? nothingKnown, ofSteps } : null),
      [steps, known, isReady, ofSteps],
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
    void openKnown(text).then((known) => isWanted && setOpened({ text, known }))
    return () => {
      isWanted = false
    }
  }, [text])
  return text !== null && opened ? opened.known : null
}

const noneKnown: StepsKnown = new Map()

/**
 * What the steps know whose contexts the list left out and the Steps tab has fetched meanwhile. They are looked up, not
 * asked for: a story would otherwise take a request for each of its steps.
 */
function useStepsKnown(
  flowSid: FlowSid,
  engagementSid: EngagementSid,
  steps: readonly Step[] | undefined,
): StepsKnown {
  const client = useQueryClient()
  const [opened, setOpened] = useState(noneKnown)
  useEffect(() => {
    const here = (steps ?? []).flatMap(({ sid, context }) => {
      if (sid === null || isKnown(context)) return []
      const text = client.getQueryData(stepContextQuery(flowSid, engagementSid, sid).queryKey)
      return text === undefined ? [] : [{ sid, text }]
    })
    if (here.length === 0) return
    let isWanted = true
    const opening = here.map(async ({ sid, text }) => [sid, await openKnown(text)] as const)
    void Promise.all(opening).then((known) => isWanted && setOpened(new Map(known)))
    return () => {
      isWanted = false
    }
  }, [client, flowSid, engagementSid, steps])
  return opened
}

async function openKnown(text: string): Promise<Known> {
  try {
    return knownIn(await openJson(text))
  } catch (thrown) {
    if (thrown instanceof JsonTextError) return nothingKnown
    throw thrown
  }
}
