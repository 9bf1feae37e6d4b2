import { useStore } from '#queries/store.ts'
import { slowUntil } from '#queries/weather.ts'
import { useSecondsLeft } from '#ui/use-seconds-left.ts'

/** That Twilio asked us to wait, and for how long yet; null when it did not. Drawn anew each second meanwhile. */
export function useSlowDown(): string | null {
  const seconds = useSecondsLeft(useStore(slowUntil))
  return seconds === 0 ? null : `Twilio asked us to slow down, going on in ${seconds} s`
}
