import { useSyncExternalStore } from 'react'

/** How often running durations are written anew, in ms: finer than anyone reads a list. */
const tick = 10_000

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, tick)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present time in ms since 1970, moving every ten seconds; one timer for however many ask. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
