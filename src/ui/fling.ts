/** How a scroll goes on after the finger has left: speed falls by half each 230 ms, about as on phones. */
const halfLife = 230
/** Slower than this, in px per ms, it has come to rest. */
const rest = 0.02
/** No fling is faster, in px per ms. */
const fastest = 12
/** Only the last of the movement counts: a finger that has stopped before it leaves does not fling. In ms. */
const memory = 80

type Touch = { readonly y: number; readonly time: number }

/** The speed of a finger in px of scrolling per ms, from where it was; down the list is positive. */
export function speedOf(trail: readonly Touch[]): number {
  const last = trail.at(-1)
  if (last === undefined) return 0
  const first = trail.find(({ time }) => last.time - time <= memory) ?? last
  const time = last.time - first.time
  if (time <= 0) return 0
  return Math.min(Math.max((first.y - last.y) / time, -fastest), fastest)
}

/** How far a fling goes on in the next `ms`, and how fast it is then; null once it rests. */
export function flingOn(speed: number, ms: number): { by: number; speed: number } | null {
  if (Math.abs(speed) < rest) return null
  const next = speed * 0.5 ** (ms / halfLife)
  // The area under the falling speed.
  return { by: ((speed - next) * halfLife) / Math.LN2, speed: next }
}
