import type { Step } from '#contract/step.ts'
import { parseTime } from '#display/time.ts'

/**
 * Steps in the order they happened. Twilio does not say how it lists them; in practice newest first. Steps of the same
 * second keep the list's own order, turned round when the list runs backwards: where all are of one second, the widgets
 * tell which came from which.
 */
export function stepsInOrder(steps: readonly Step[]): Step[] {
  const times = steps.map((step) => parseTime(step.date_created))
  const known = times.filter((time) => time !== null)
  const [first = 0, end = 0] = [known[0], known.at(-1)]
  const backwards = first === end ? runsBackwards(steps) : first > end
  const listed = backwards ? steps.toReversed() : [...steps]
  // A step without a date stays beside its neighbour in the list, so it takes the time of the one before.
  let last = -Infinity
  const dated = listed.map((step) => {
    last = parseTime(step.date_created) ?? last
    return { step, at: last }
  })
  return dated.toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ step }) => step)
}

/** Whether more steps lead to the one before them in the list than to the one after. */
function runsBackwards(steps: readonly Step[]): boolean {
  let forwards = 0
  for (const [i, step] of steps.entries()) {
    const next = steps[i + 1]
    if (!next) break
    if (step.transitioned_to !== null && step.transitioned_to === next.transitioned_from) forwards++
    if (next.transitioned_to !== null && next.transitioned_to === step.transitioned_from) forwards--
  }
  return forwards < 0
}
