import { useEffect, useEffectEvent } from 'react'

import { minIntervalMs, startPoll } from './poll.ts'

const activityEvents = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus'] as const

type PollOptions = {
  enabled: boolean
  /** Whether to run at once, not only after the first interval. */
  immediate: boolean
}

/**
 * Runs a task repeatedly, less often while the user is idle. Unmounting stops it and aborts the signal.
 * @param task must not reject: it handles its own errors
 */
export function usePoll(
  task: (signal: AbortSignal) => Promise<void>,
  { enabled, immediate }: PollOptions,
): void {
  const runTask = useEffectEvent(task)
  const firstDelayMs = useEffectEvent(() => (immediate ? 0 : minIntervalMs))

  useEffect(() => {
    if (!enabled) return
    const abort = new AbortController()
    const { signal } = abort
    const poll = startPoll(
      () => runTask(signal),
      { isVisible: () => !document.hidden, now: () => performance.now() },
      firstDelayMs(),
    )
    for (const event of activityEvents)
      window.addEventListener(event, poll.onActivity, { passive: true, signal })
    document.addEventListener('visibilitychange', poll.onActivity, { signal })
    return () => {
      poll.stop()
      abort.abort()
    }
  }, [enabled])
}
