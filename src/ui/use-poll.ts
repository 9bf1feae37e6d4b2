import { useEffect, useEffectEvent } from 'react'

import { soonest, startPoll } from './poll.ts'

const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus'] as const

type PollOptions = {
  enabled: boolean
  /** Whether to look at once, and not only after the first pause. */
  atOnce: boolean
}

/**
 * Looks again and again, as often as someone is there to see it. Unmounting stops it and aborts the signal.
 * @param look must not reject: it tells of its failures itself
 */
export function usePoll(
  look: (signal: AbortSignal) => Promise<void>,
  { enabled, atOnce }: PollOptions,
): void {
  const lookNow = useEffectEvent(look)
  const firstPause = useEffectEvent(() => (atOnce ? 0 : soonest))

  useEffect(() => {
    if (!enabled) return
    const abort = new AbortController()
    const { signal } = abort
    const poll = startPoll(
      () => lookNow(signal),
      { isShown: () => !document.hidden, now: () => performance.now() },
      firstPause(),
    )
    for (const sign of signsOfLife) window.addEventListener(sign, poll.sign, { passive: true, signal })
    document.addEventListener('visibilitychange', poll.sign, { signal })
    return () => {
      poll.stop()
      abort.abort()
    }
  }, [enabled])
}
