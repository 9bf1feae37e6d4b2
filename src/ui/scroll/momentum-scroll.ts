/** After a touch ends, the scroll speed halves every 230 ms, about as on phones. */
const halfLifeMs = 230
/** Below this speed, in px per ms, scrolling stops. */
const minSpeed = 0.02
/** Max speed in px per ms. */
const maxSpeed = 12
/** Only samples of the last 80 ms count, so that a finger that stops before it is lifted has no speed. */
const sampleWindowMs = 80

type TouchSample = { readonly y: number; readonly time: number }

/** The scroll speed at the end of a touch, in px per ms; positive is down the list. */
export function releaseSpeed(samples: readonly TouchSample[]): number {
  const last = samples.at(-1)
  if (last === undefined) return 0
  const first = samples.find(({ time }) => last.time - time <= sampleWindowMs) ?? last
  const time = last.time - first.time
  if (time <= 0) return 0
  return Math.min(Math.max((first.y - last.y) / time, -maxSpeed), maxSpeed)
}

/** The distance in px for the next `ms`, and the speed afterwards; null once scrolling stops. */
export function momentumStep(speed: number, ms: number): { by: number; speed: number } | null {
  if (Math.abs(speed) < minSpeed) return null
  const next = speed * 0.5 ** (ms / halfLifeMs)
  // The integral of the exponentially falling speed.
  return { by: ((speed - next) * halfLifeMs) / Math.LN2, speed: next }
}
