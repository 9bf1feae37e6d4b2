import { useEffect, useState } from 'react'

/** Whole seconds from now until then, at least 0. @param until milliseconds since 1970 */
export function secondsLeft(until: number, now = Date.now()): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}

/** The seconds that are left, counting down to 0. @param until milliseconds since 1970 */
export function useSecondsLeft(until: number): number {
  const [, tick] = useState(0)
  const left = secondsLeft(until)

  useEffect(() => {
    if (left === 0) return
    // The next whole second, not one from now: a late timer does not make the next ones later.
    const timer = setTimeout(() => tick((n) => n + 1), Math.max(1, until - Date.now() - (left - 1) * 1000))
    return () => clearTimeout(timer)
  }, [left, until])

  return left
}
