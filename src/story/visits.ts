import type { Step } from '#contract/step.ts'
import { parseTime } from '#display/time.ts'

import { isKnown, knownOf, nothingKnown, type Known } from './known.ts'

/** One step with what was known when it was over, and the step before. */
export type Visit = {
  step: Step
  /** Milliseconds since 1970. */
  at: number | null
  /** How long it took since the step before, in milliseconds. */
  took: number | null
  known: Known
  before: Known
}

/**
 * Steps with the context each can be told from: its own where it came with one, else the run's own, which holds what a
 * widget left when it was last visited, and nothing of earlier visits.
 * @param steps in the order they happened
 * @param run what the run knows now
 */
export function visitsOf(steps: readonly Step[], run: Known): Visit[] {
  const lastVisit = new Map(steps.map((step, i) => [step.transitioned_from, i]))
  const knowns = steps.map((step, i) => {
    if (isKnown(step.context)) return knownOf(step.context)
    return lastVisit.get(step.transitioned_from) === i ? run : nothingKnown
  })
  return steps.map((step, i) => {
    const at = parseTime(step.date_created)
    const previous = parseTime(steps[i - 1]?.date_created ?? null)
    return {
      step,
      at,
      took: at === null || previous === null ? null : at - previous,
      known: knowns[i] ?? nothingKnown,
      before: knowns[i - 1] ?? nothingKnown,
    }
  })
}
