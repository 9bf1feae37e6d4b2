import type { Step } from '#contract/resources.ts'
import { parseTime } from '#format/time/time.ts'

/**
 * Sorts steps into the order they happened. Twilio does not document the order of its list; in practice it is newest
 * first. Of steps of the same second their transitions decide whether they are listed newest first; where these do not,
 * they are listed as the whole list is.
 */
export function stepsInOrder(steps: readonly Step[]): Step[] {
  const times = steps.map((step) => parseTime(step.date_created))
  const validTimes = times.filter((time) => time !== null)
  const [first = 0, end = 0] = [validTimes[0], validTimes.at(-1)]
  const isNewestFirst = first === end ? transitionsRunBackwards(steps) : first > end
  const listed = isNewestFirst ? steps.toReversed() : [...steps]
  // A step without a date gets the time of the previous one, so that it stays next to it.
  let last = -Infinity
  const byTime = new Map<number, Step[]>()
  for (const step of listed) {
    last = parseTime(step.date_created) ?? last
    const sameTime = byTime.get(last)
    if (sameTime) sameTime.push(step)
    else byTime.set(last, [step])
  }
  return Array.from(byTime)
    .toSorted(([a], [b]) => (a === b ? 0 : a - b))
    .flatMap(([, sameTime]) => (transitionsRunBackwards(sameTime) ? sameTime.toReversed() : sameTime))
}

/** Whether more steps lead to the previous step of the list than to the next one, each within its flow. */
function transitionsRunBackwards(steps: readonly Step[]): boolean {
  let forwards = 0
  for (const [i, step] of steps.entries()) {
    const next = steps[i + 1]
    if (!next) break
    if (step.parent_step_sid !== next.parent_step_sid) continue
    if (step.transitioned_to !== null && step.transitioned_to === next.transitioned_from) forwards++
    if (next.transitioned_to !== null && next.transitioned_to === step.transitioned_from) forwards--
  }
  return forwards < 0
}
