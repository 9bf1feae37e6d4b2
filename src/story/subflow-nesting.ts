import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'

/** The subflow a step belongs to. */
export type SubflowNesting = {
  /** Subflow depth; 0 for the flow itself. */
  depth: number
  /** The widget that runs the step's subflow; null in the flow itself, and when it is unknown. */
  subflow: string | null
}

/**
 * Finds the subflow of each step. The widget that runs a subflow gets its step when the subflow ends; until then, or if
 * that step is not listed, the step before the subflow names the widget. Cycles of parents end the search.
 * @param steps in the order they happened
 */
export function subflowNesting(steps: readonly Step[]): SubflowNesting[] {
  const bySid = new Map(steps.map((step) => [step.sid, step]))
  const callerWidgets = new Map<StepSid, string | null>()
  for (const [i, { parent_step_sid: parent }] of steps.entries()) {
    if (parent !== null && !callerWidgets.has(parent))
      callerWidgets.set(parent, steps[i - 1]?.transitioned_to ?? null)
  }
  return steps.map(({ sid, parent_step_sid: ownParent }) => {
    let depth = 0
    const seen = new Set([sid])
    for (let parent = ownParent; parent !== null && !seen.has(parent); depth++) {
      seen.add(parent)
      parent = bySid.get(parent)?.parent_step_sid ?? null
    }
    const subflow =
      ownParent && (bySid.get(ownParent)?.transitioned_from ?? callerWidgets.get(ownParent) ?? null)
    return { depth, subflow }
  })
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
