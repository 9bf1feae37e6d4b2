import { useCallback, useSyncExternalStore } from 'react'

/**
 * Whether a time is still to come. Rerenders when it has passed, also if the computer slept meanwhile: then before the page is
 * used again.
 * @param untilMs milliseconds since 1970
 */
export function useIsBefore(untilMs: number): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (Date.now() >= untilMs) return () => {}
      // Not one long timer: a sleeping computer or a changed clock would make it late.
      const timer = setInterval(onChange, 1000)
      // Browsers slow down the timers of hidden tabs.
      document.addEventListener('visibilitychange', onChange)
      return () => {
        clearInterval(timer)
        document.removeEventListener('visibilitychange', onChange)
      }
    },
    [untilMs],
  )
  return useSyncExternalStore(subscribe, () => Date.now() < untilMs)
}
