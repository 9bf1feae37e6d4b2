import type { Step } from '#contract/step.ts'
import { parseTime } from '#display/time.ts'

/**
 * Steps in the order they happened. Twilio does not say how it lists them; in practice newest first. Steps of the same
 * second keep the list's own order, turned round when the list runs backwards.
 */
export function stepsInOrder(steps: readonly Step[]): Step[] {
  const times = steps.map((step) => parseTime(step.date_created))
  const known = times.filter((time) => time !== null)
  const backwards = (known[0] ?? 0) > (known.at(-1) ?? 0)
  const listed = backwards ? steps.toReversed() : [...steps]
  // A step without a date stays beside its neighbour in the list, so it takes the time of the one before.
  let last = -Infinity
  const dated = listed.map((step) => {
    last = parseTime(step.date_created) ?? last
    return { step, at: last }
  })
  return dated.toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ step }) => step)
}
