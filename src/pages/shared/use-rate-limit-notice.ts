import { useStore } from '#ui/store.ts'
import { rateLimitedUntilMs } from '#status/system-status.ts'
import { useSecondsLeft } from '#ui/time/use-seconds-left.ts'

/** The notice that Twilio limits our rate, with the seconds left; null when it does not. Rerenders each second. */
export function useRateLimitNotice(): string | null {
  const secondsLeft = useSecondsLeft(useStore(rateLimitedUntilMs))
  return secondsLeft === 0 ? null : `Rate limited by Twilio, resuming in ${secondsLeft} s`
}
