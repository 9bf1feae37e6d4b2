import { endOfFlow, type Outcome } from '#contract/outcome.ts'
import type { Step } from '#contract/resources.ts'
import { parseTime } from '#format/time/time.ts'

import type { ContextReader } from './context-reader.ts'
import { outcomeOf } from './outcome.ts'

/** A way out of a widget: the event that led on, and the widget it led to, or `Ended`. */
export type RunExit = { readonly widget: string; readonly event: string; readonly next: string }

/** What a list keeps of a run's steps. */
export type RunSteps = {
  /** Null where the steps do not decide it. */
  readonly outcome: Outcome | null
  /** The last widget of the flow itself that ran, of an ended run; null where the steps do not say it. */
  readonly lastWidget: string | null
  /** When an active run came to the widget that it waits at, in milliseconds since 1970; null where that is not known. */
  readonly waitingSinceMs: number | null
  /** How long the run was at each widget that it has left, in milliseconds. */
  readonly waits: readonly { readonly widget: string; readonly ms: number }[]
  /** The exits of the flow itself that the run took, each once; null where there are no steps: Twilio deletes them with the run. */
  readonly exits: readonly RunExit[] | null
}

/**
 * What a list keeps of a run's steps.
 * @param steps in the order they happened
 * @param runContext the run's current context; null where it is not loaded
 * @param status of the engagement
 */
export function runStepsOf(
  steps: readonly Step[],
  runContext: ContextReader | null,
  status: string | null,
): RunSteps {
  const outcome = outcomeOf(steps, runContext, status)
  return {
    outcome,
    lastWidget: status === 'active' ? null : lastWidget(steps),
    waitingSinceMs:
      outcome?.kind === 'waiting' && outcome.widget !== null
        ? parseTime(steps.at(-1)?.date_created ?? null)
        : null,
    waits: steps.flatMap((step, i) => waitBetween(steps[i - 1], step)),
    exits: steps.length === 0 ? null : exitsOf(steps),
  }
}

/** The time from the step that led to a widget to the widget's own step. A subflow's steps may be between others. */
function waitBetween(previous: Step | undefined, step: Step): RunSteps['waits'] {
  const widget = step.transitioned_from
  if (widget === null || previous?.transitioned_to !== widget) return []
  const [start, end] = [parseTime(previous.date_created), parseTime(step.date_created)]
  return start === null || end === null || end < start ? [] : [{ widget, ms: end - start }]
}

/** A step that does not say where it leads is no exit. Those of subflows belong to other flows. */
function exitsOf(steps: readonly Step[]): RunExit[] {
  const exits = new Map<string, RunExit>()
  for (const { parent_step_sid: parent, transitioned_from: widget, name, transitioned_to: next } of steps) {
    if (parent !== null || widget === null || next === null) continue
    const exit = { widget, event: name ?? '', next }
    exits.set(JSON.stringify(exit), exit)
  }
  return [...exits.values()]
}

/** The last widget of the flow itself that ran: the one that led to the end, or the one in which the run was stopped. */
function lastWidget(steps: readonly Step[]): string | null {
  const last = steps.findLast(({ parent_step_sid: parent }) => parent === null)
  if (last === undefined) return null
  const { transitioned_from: from, transitioned_to: to } = last
  return to === null || to === endOfFlow ? from : to
}
