import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'

/** Where a step stands in its run. */
export type Nesting = {
  /** How deep in subflows: 0 for the flow itself. */
  depth: number
  /** The widget that runs the subflow it is a step of; null in the flow itself, and where nothing tells. */
  subflow: string | null
}

/**
 * How deep in subflows each step is, and in which. The step of the widget that runs a subflow comes when the subflow is
 * over: until then, or where it is not listed, the step that led to it names the widget. A ring of parents ends it.
 * @param steps in the order they happened
 */
export function nestingOf(steps: readonly Step[]): Nesting[] {
  const bySid = new Map(steps.map((step) => [step.sid, step]))
  const led = new Map<StepSid, string | null>()
  for (const [i, { parent_step_sid: parent }] of steps.entries()) {
    if (parent !== null && !led.has(parent)) led.set(parent, steps[i - 1]?.transitioned_to ?? null)
  }
  return steps.map(({ sid, parent_step_sid: own }) => {
    let depth = 0
    const seen = new Set([sid])
    for (let parent = own; parent !== null && !seen.has(parent); depth++) {
      seen.add(parent)
      parent = bySid.get(parent)?.parent_step_sid ?? null
    }
    const subflow = own && (bySid.get(own)?.transitioned_from ?? led.get(own) ?? null)
    return { depth, subflow }
  })
}

/**
 * The steps a step's context grew from: those of the same flow so far, itself the last, as indices. A subflow has a
 * context of its own, which begins with its trigger.
 * @param steps in the order they happened
 * @see https://www.twilio.com/docs/studio/subflows
 */
export function sameFlow(steps: readonly Step[], at: number): number[] {
  const parent = steps[at]?.parent_step_sid
  return steps.slice(0, at + 1).flatMap((step, i) => (step.parent_step_sid === parent ? [i] : []))
}
