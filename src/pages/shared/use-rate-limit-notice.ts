import { useStore } from '#ui/store.ts'
import { rateLimitedUntilMs, serverRateLimitWait } from '#status/system-status.ts'
import { useSecondsLeft } from '#ui/time/use-seconds-left.ts'

/**
 * The notice that Twilio limits our rate: with the seconds left, or with the time that the server has waited. Null when
 * it does not. Rerenders each second.
 */
export function useRateLimitNotice(): string | null {
  const secondsLeft = useSecondsLeft(useStore(rateLimitedUntilMs))
  const { ms, shownUntilMs } = useStore(serverRateLimitWait)
  const isWaitShown = useSecondsLeft(shownUntilMs) > 0
  if (secondsLeft > 0) return `Rate limited by Twilio, resuming in ${secondsLeft} s`
  return isWaitShown ? `Rate limited by Twilio, waited ${Math.max(1, Math.round(ms / 1000))} s` : null
}
