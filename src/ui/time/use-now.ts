import { useSyncExternalStore } from 'react'

/** Update interval of running durations, in ms: frequent enough for a list. */
const tickMs = 10_000

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    // Without users it stood still. React reads it again after it has subscribed.
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const each of listeners) each()
    }, tickMs)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The current time in ms since 1970, updated every 10 s. All users share one timer. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
