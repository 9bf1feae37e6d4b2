import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'

/** The subflow a step belongs to. */
export type SubflowNesting = {
  /** Subflow depth; 0 for the flow itself. */
  depth: number
  /** The widget that runs the step's subflow; null in the flow itself, and when it is unknown. */
  subflow: string | null
}

/** The widget that runs a subflow, and the subflow it is in itself, as `parent_step_sid` has it. Both null if unknown. */
type Caller = { widget: string | null; flow: StepSid | null }

/**
 * Finds the subflow of each step. The widget that runs a subflow gets its step when the subflow ends; until then, or if
 * that step is not listed, the step before the subflow names the widget. Cycles of parents end the search.
 * @param steps in the order they happened
 */
export function subflowNesting(steps: readonly Step[]): SubflowNesting[] {
  const callers = callersOf(steps)
  return steps.map((step) => {
    const own = callersAround(step, callers)
    return { depth: own.length, subflow: own[0]?.widget ?? null }
  })
}

/**
 * The widgets that run the subflows around a step, the innermost first; none in the flow itself.
 * @param steps in the order they happened
 */
export function callerWidgets(steps: readonly Step[], step: Step): (string | null)[] {
  return callersAround(step, callersOf(steps)).map(({ widget }) => widget)
}

function callersAround({ sid, parent_step_sid: ownParent }: Step, callers: ReadonlyMap<StepSid, Caller>) {
  const found: Caller[] = []
  const seen = new Set([sid])
  for (let parent = ownParent; parent !== null && !seen.has(parent); parent = found.at(-1)?.flow ?? null) {
    seen.add(parent)
    found.push(callers.get(parent) ?? { widget: null, flow: null })
  }
  return found
}

function callersOf(steps: readonly Step[]): Map<StepSid, Caller> {
  const bySid = new Map(steps.map((step) => [step.sid, step]))
  const callers = new Map<StepSid, Caller>()
  for (const [i, { parent_step_sid: parent }] of steps.entries()) {
    if (parent === null || callers.has(parent)) continue
    const [own, before] = [bySid.get(parent), steps[i - 1]]
    callers.set(parent, {
      widget: own?.transitioned_from ?? before?.transitioned_to ?? null,
      flow: (own ?? before)?.parent_step_sid ?? null,
    })
  }
  return callers
}

/**
 * The indices of the steps that built a step's context: all steps of its flow up to the step itself. A subflow has its
 * own context, which starts with its trigger.
 * @param steps in the order they happened
 * @see https://www.twilio.com/docs/studio/subflows
 */
export function sameFlowSteps(steps: readonly Step[], index: number): number[] {
  const parent = steps[index]?.parent_step_sid
  return steps.slice(0, index + 1).flatMap((step, i) => (step.parent_step_sid === parent ? [i] : []))
}
