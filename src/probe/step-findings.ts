import { endOfFlow } from '#contract/outcome.ts'
import type { Step } from '#contract/resources.ts'
import { pluralize } from '#format/count.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

import { unknown, type Finding } from './finding.ts'

/** A run's steps as Twilio listed them. */
export type ProbedSteps = { steps: readonly Step[]; isEnded: boolean; isNamed: boolean }

/** The order of steps in all runs whose dates tell it. */
export function findStepOrder(runs: readonly ProbedSteps[]): Finding {
  const orders = runs
    .filter(({ steps }) => new Set(steps.map((step) => step.date_created)).size > 1)
    .map(({ steps }) => stepOrder(steps))
  const detail = `${pluralize(orders.length, 'run')} with steps at different times`
  const [first] = orders
  if (first === undefined) return unknown(`${detail}: too few to tell`)
  return { answer: orders.every((order) => order === first) ? first : 'differs between runs', detail }
}

function stepOrder(steps: readonly Step[]): string {
  const sorted = stepsInOrder(steps)
  if (sorted.every((step, i) => step === steps[i])) return 'oldest first'
  if (sorted.toReversed().every((step, i) => step === steps[i])) return 'newest first'
  return 'neither newest nor oldest first'
}

/**
 * How the steps of a run end that was stopped from outside. Without a run that the user has named, only one whose last step
 * leads to a widget is recognized.
 */
export function findStoppedRun(runs: readonly ProbedSteps[]): Finding {
  const ended = runs.filter(({ isEnded, steps }) => isEnded && steps.length > 0)
  const stopped = ended.find((run) => run.isNamed) ?? ended.find((run) => leadsToWidget(run.steps))
  const name = 'name one that was stopped: npm run probe -- FW… FN…'
  if (!stopped)
    return unknown(`none among the ${pluralize(ended.length, 'ended run')} whose steps were read; ${name}`)
  const last = stepsInOrder(stopped.steps).at(-1)
  return {
    answer: leadsToWidget(stopped.steps) ? 'its last step leads to a widget' : 'its last step leads to Ended',
    detail: `${stopped.isNamed ? 'the named run' : `one of ${pluralize(ended.length, 'ended run')}`}; the last event is ${describeEvent(last?.name ?? null)}`,
  }
}

function leadsToWidget(steps: readonly Step[]): boolean {
  const next = stepsInOrder(steps).at(-1)?.transitioned_to ?? null
  return next !== null && next !== endOfFlow
}

/** Events are Studio's own names. Anything else is left out of the report. */
function describeEvent(name: string | null): string {
  if (name === null) return 'null'
  return /^[A-Za-z-]{1,40}$/.test(name) ? `"${name}"` : 'not a plain name'
}
