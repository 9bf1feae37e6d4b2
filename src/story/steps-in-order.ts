import type { Step } from '#contract/resources.ts'
import { parseTime } from '#format/time/time.ts'

/**
 * Sorts steps into the order they happened. Twilio does not document the order of its list; in practice it is newest
 * first. Steps of the same second keep the list's order, reversed when the list is newest first. If all steps are of one
 * second, their transitions decide whether it is.
 */
export function stepsInOrder(steps: readonly Step[]): Step[] {
  const times = steps.map((step) => parseTime(step.date_created))
  const validTimes = times.filter((time) => time !== null)
  const [first = 0, end = 0] = [validTimes[0], validTimes.at(-1)]
  const isNewestFirst = first === end ? transitionsRunBackwards(steps) : first > end
  const listed = isNewestFirst ? steps.toReversed() : [...steps]
  // A step without a date gets the time of the previous one, so that it stays next to it.
  let last = -Infinity
  const dated = listed.map((step) => {
    last = parseTime(step.date_created) ?? last
    return { step, timestamp: last }
  })
  return dated
    .toSorted((a, b) => (a.timestamp === b.timestamp ? 0 : a.timestamp - b.timestamp))
    .map(({ step }) => step)
}

/** Whether more steps lead to the previous step of the list than to the next one. */
function transitionsRunBackwards(steps: readonly Step[]): boolean {
  let forwards = 0
  for (const [i, step] of steps.entries()) {
    const next = steps[i + 1]
    if (!next) break
    if (step.transitioned_to !== null && step.transitioned_to === next.transitioned_from) forwards++
    if (next.transitioned_to !== null && next.transitioned_to === step.transitioned_from) forwards--
  }
  return forwards < 0
}
