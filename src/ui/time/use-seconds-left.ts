import { useEffect, useState } from 'react'

/** Whole seconds from `now` until `untilMs`, rounded up, at least 0. Both in ms since 1970. */
export function secondsLeft(untilMs: number, now = Date.now()): number {
  return Math.max(0, Math.ceil((untilMs - now) / 1000))
}

/** Counts down the seconds until `untilMs`, to 0. @param untilMs milliseconds since 1970 */
export function useSecondsLeft(untilMs: number): number {
  const [, tick] = useState(0)
  const left = secondsLeft(untilMs)

  useEffect(() => {
    if (left === 0) return
    // Waits for the next whole second, so that a late timer does not delay the following ones.
    const timer = setTimeout(() => tick((n) => n + 1), Math.max(1, untilMs - Date.now() - (left - 1) * 1000))
    return () => clearTimeout(timer)
  }, [left, untilMs])

  return left
}
