import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { parseTime } from '#display/time.ts'

import { isKnown, knownOf, nothingKnown, type Known } from './known.ts'
import { nestingOf, type Nesting } from './nesting.ts'

/** One step with what was known when it was over. */
export type Visit = Nesting & {
  step: Step
  /** Milliseconds since 1970. */
  at: number | null
  /** How long it took since the step before, in milliseconds. */
  took: number | null
  known: Known
  /** What its flow knew before it; null where it cannot be told what the step itself changed. */
  before: Known | null
}

/** What the contexts of single steps hold, of those that are here, for lists that come without them. */
export type StepsKnown = ReadonlyMap<StepSid, Known>

/**
 * Steps with the context each can be told from: its own where it came with one or that is here, else the run's own,
 * which holds what a widget left when it was last visited, and nothing of earlier visits, nor of another flow than the
 * one the run was last in. Only what set the run off is known to all of its flows.
 * @param steps in the order they happened
 * @param run what the run knows now
 */
export function visitsOf(steps: readonly Step[], run: Known, ofSteps: StepsKnown = new Map()): Visit[] {
  const lastFlow = steps.at(-1)?.parent_step_sid
  const lastVisits = new Map(steps.map((step, i) => [placeOf(step), i]))
  const nesting = nestingOf(steps)
  const befores = new Map<StepSid | null, Known | null>()
  return steps.map((step, i) => {
    const { parent_step_sid: flow } = step
    const own = isKnown(step.context) ? knownOf(step.context) : ofStep(step, ofSteps)
    const isLastVisit = lastVisits.get(placeOf(step)) === i
    const isWithinReach = flow === lastFlow || (flow === null && step.type === 'trigger')
    const at = parseTime(step.date_created)
    const previous = parseTime(steps[i - 1]?.date_created ?? null)
    const before = befores.has(flow) ? (befores.get(flow) ?? null) : nothingKnown
    befores.set(flow, own)
    return {
      step,
      at,
      took: at === null || previous === null ? null : at - previous,
      known: own ?? (isLastVisit && isWithinReach ? run : nothingKnown),
      before: own && before,
      depth: nesting[i]?.depth ?? 0,
      subflow: nesting[i]?.subflow ?? null,
    }
  })
}

function ofStep({ sid }: Step, ofSteps: StepsKnown): Known | null {
  return sid === null ? null : (ofSteps.get(sid) ?? null)
}

/** The widget a step left, in its flow: different flows may have widgets of the same name. */
function placeOf({ parent_step_sid: flow, transitioned_from: widget }: Step): string {
  return JSON.stringify([flow, widget])
}
