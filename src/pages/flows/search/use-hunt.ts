import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import type { Problem } from '#contract/problem.ts'
import { useAskAgain } from '#queries/use-ask-again.ts'
import { mayHavePassed } from '#queries/weather.ts'

import { freshHunt, hunt, type Hunt, type HuntedFlow } from './hunt.ts'
import { lookForEngagement, lookInPages, type Wanted } from './look.ts'

export type RunningHunt = Hunt & {
  /** How many of the newest pages of each flow are looked into. */
  depth: number
  pause: () => void
  goOn: () => void
  /** Looks into one more page of each flow. */
  goDeeper: () => void
}

/** Looks into one flow after the other for what is wanted; begins at once, and anew when something else is wanted. Unmounting aborts. */
export function useHunt(flows: readonly HuntedFlow[], wanted: Wanted): RunningHunt {
  const queryClient = useQueryClient()
  const [state, setState] = useState(() => freshHunt(flows))
  const [depth, setDepth] = useState(1)
  const running = useRef<AbortController | null>(null)

  function start(from: Hunt, pages: number) {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    const lookInto =
      wanted.kind === 'engagement'
        ? lookForEngagement(queryClient, wanted.engagementSid)
        : lookInPages(queryClient, pages)
    const tell = (next: Hunt) => {
      if (running.current === abort) setState(next)
    }
    void hunt(flows, from, lookInto, tell, abort.signal)
  }

  useEffect(() => {
    start(freshHunt(flows), 1)
    return () => {
      running.current?.abort()
      running.current = null
    }
    // oxlint-disable-next-line react/exhaustive-deps -- who renders this gives it a key of what is wanted: a hunt is for one thing
  }, [])

  const goOn = () => start(state, depth)
  useAskAgain(state.state === 'running' ? null : passingProblem(state), goOn)

  return {
    ...state,
    depth,
    pause: () => {
      running.current?.abort()
      setState((now) => ({ ...now, state: 'paused' }))
    },
    goOn,
    goDeeper: () => {
      setDepth(depth + 1)
      // What was found before stays on the screen: the flows are looked into again, the requests go on counting.
      start({ ...freshHunt(flows), requests: state.requests }, depth + 1)
    },
  }
}

/** Why a flow could not be looked into, if it may be by now. */
function passingProblem({ looks }: Hunt): Problem | null {
  for (const look of looks.values())
    if (look.state === 'failed' && mayHavePassed(look.problem)) return look.problem
  return null
}
