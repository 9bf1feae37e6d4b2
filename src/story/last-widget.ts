import type { Step } from '#contract/resources.ts'

import { stepsInOrder } from './steps-in-order.ts'

/** Where the last step of a flow leads. */
const endOfFlow = 'Ended'

/**
 * The last widget of the flow itself that ran: the one that led to the end, or the one in which the run was stopped. Null
 * where the steps do not say it.
 * @param steps of an ended run, in any order
 */
export function lastWidget(steps: readonly Step[]): string | null {
  const last = stepsInOrder(steps).findLast(({ parent_step_sid: parent }) => parent === null)
  if (last === undefined) return null
  const { transitioned_from: from, transitioned_to: to } = last
  return to === null || to === endOfFlow ? from : to
}
