import { useEffect, useRef, useState } from 'react'

import { isAbort, Problem, toProblem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { HeadNews } from '#engine/protocol.ts'
import { useIsSignedIn } from '#queries/session.ts'
import { engine } from '#queries/sources.ts'
import { useStore } from '#queries/store.ts'
import { useAskAgain } from '#queries/use-ask-again.ts'
import { connection } from '#queries/weather.ts'
import { usePoll } from '#ui/use-poll.ts'

import type { Reading } from './use-reading.ts'

/** What is new at the head of the list, and the taking of it. */
export type Head = {
  news: HeadNews
  /** How many looks in a row have failed. */
  failures: number
  taking: 'no' | 'now' | Problem
  take: () => void
}

type Options = {
  flowSid: FlowSid
  reading: Reading
  /** The engagements to ask for again at the n-th look. */
  activeOnes: (turn: number) => EngagementSid[]
}

const nothing: HeadNews = { fresh: 0, more: false }

/**
 * Looks for new engagements while the list is shown, and asks for the active ones in view again. A look that fails
 * disturbs no one: the next one may not.
 */
export function useHead({ flowSid, reading, activeOnes }: Options): Head {
  const [news, setNews] = useState(nothing)
  const [failures, setFailures] = useState(0)
  const [taking, setTaking] = useState<Head['taking']>('no')
  const turn = useRef(0)
  const leaving = useLeaving()
  const isSignedIn = useIsSignedIn()
  const isThere = useStore(connection) === 'there'
  const hasPages = reading.pages.length > 0
  // Back at a flow that was read before: much may be new by now.
  const [atOnce] = useState(hasPages)

  usePoll(
    async (signal) => {
      try {
        const found = await engine().ask('checkHead', { flowSid }, signal)
        setNews(found)
        const engagementSids = document.hidden ? [] : activeOnes(turn.current++)
        if (engagementSids.length > 0) await engine().ask('refresh', { flowSid, engagementSids }, signal)
        setFailures(0)
      } catch (thrown) {
        if (!isAbort(thrown)) setFailures((before) => before + 1)
      }
    },
    {
      enabled: isSignedIn && isThere && hasPages && reading.state !== 'failed' && taking !== 'now',
      atOnce,
    },
  )

  async function take(): Promise<void> {
    setTaking('now')
    try {
      const { added } = await engine().ask('takeHead', { flowSid }, leaving())
      if (added === null) reading.startOver()
      setNews(nothing)
      setTaking('no')
    } catch (thrown) {
      if (!isAbort(thrown)) setTaking(toProblem(thrown))
    }
  }

  useAskAgain(taking instanceof Problem ? taking : null, () => void take())

  return { news, failures, taking, take: () => void take() }
}

/** A signal that is aborted when the component goes. */
function useLeaving(): () => AbortSignal | undefined {
  const controller = useRef<AbortController | null>(null)
  useEffect(() => {
    controller.current = new AbortController()
    return () => controller.current?.abort()
  }, [])
  return () => controller.current?.signal
}
