/** Milliseconds between two looks while someone is there, and the most it becomes while no one is. */
export const soonest = 15_000
export const latest = 300_000
const factor = 1.2

/** Milliseconds without a key, a touch or a movement of the pointer, after which no one is taken to be there. */
const idleAfter = 60_000

/** How long to rest before the next look, after a rest of `pause` ms. */
export function nextPause(pause: number, isWatched: boolean): number {
  return isWatched ? soonest : Math.min(latest, pause * factor)
}

/** Whether someone is there: the page shows, and there was a sign of life within the last minute. */
type Watcher = { isShown: () => boolean; now: () => number }

export type Poll = {
  /** Someone is there, or has come back: the pause is short again, and over if it was long enough already. */
  sign: () => void
  stop: () => void
}

/**
 * Looks again and again, 15 s after the end of the last look; the longer no one is there, the later, up to 5 minutes.
 * Whoever comes back need not wait.
 * @param first milliseconds before the first look
 */
export function startPoll(look: () => Promise<void>, { isShown, now }: Watcher, first = soonest): Poll {
  let timer: ReturnType<typeof setTimeout> | null = null
  let pause = soonest
  let rested = now()
  let lastSign = now()
  let isStopped = false

  const isWatched = () => isShown() && now() - lastSign < idleAfter

  function rest(ms: number): void {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void lookNow(), ms)
  }

  async function lookNow(): Promise<void> {
    timer = null
    await look()
    if (isStopped) return
    rested = now()
    pause = nextPause(pause, isWatched())
    rest(pause)
  }

  rest(first)
  return {
    sign: () => {
      if (isStopped || !isShown()) return
      lastSign = now()
      // While it looks there is nothing to hasten, and a short pause needs no shortening.
      if (timer === null || pause === soonest) return
      pause = soonest
      rest(Math.max(0, rested + soonest - now()))
    },
    stop: () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
