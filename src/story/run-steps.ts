import type { Outcome } from '#contract/outcome.ts'
import type { Step } from '#contract/resources.ts'

import type { ContextReader } from './context-reader.ts'
import { lastWidget } from './last-widget.ts'
import { outcomeOf } from './outcome.ts'

/** What a list keeps of a run's steps. */
export type RunSteps = {
  /** Null where the steps do not decide it. */
  readonly outcome: Outcome | null
  /** The last widget of the flow itself that ran, of an ended run; null where the steps do not say it. */
  readonly lastWidget: string | null
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
  return {
    outcome: outcomeOf(steps, runContext, status),
    lastWidget: status === 'active' ? null : lastWidget(steps),
  }
}
