import { cutText } from '#format/cut-text.ts'
import { endOfFlow, maxOutcomeWidgetLength, outcomeOfStatus, type Outcome } from '#contract/outcome.ts'
import type { Step } from '#contract/resources.ts'

import { buildStory, decisiveIndex, type Ending } from './build-story.ts'
import { emptyContext, type ContextReader } from './context-reader.ts'
import { toStepExecutions, type StepContexts, type StepExecution } from './step-executions.ts'

/**
 * The outcome of a run from its steps, the same as its story's; null where they do not decide it.
 * @param steps in the order they happened
 * @param runContext the run's current context; null where it is not loaded
 * @param status of the engagement
 * @param stepContexts contexts of steps that were listed without one
 */
export function outcomeOf(
  steps: readonly Step[],
  runContext: ContextReader | null,
  status: string | null,
  stepContexts?: StepContexts,
): Outcome | null {
  const ofStatus = outcomeOfStatus(status)
  if (ofStatus?.kind === 'unknown') return ofStatus
  // Twilio deletes the steps with the run.
  if (steps.length === 0) return ofStatus ?? { kind: 'unknown', widget: null, reason: null }
  // The run has ended since its status was read.
  if (status === 'active' && leadToEnd(steps)) return ofStatus
  const { sentences, ending } = buildStory(steps, runContext ?? emptyContext, status, 0, stepContexts)
  if (ending === null) return null
  const executions = toStepExecutions(steps, runContext ?? emptyContext, stepContexts)
  const isUndecided = executions.slice(decisiveIndex(sentences)).some(hasUnknownResult)
  // Where a run waits, and that a limit ended it, does not depend on any result.
  if (isUndecided && ending.kind !== 'waiting' && ending.kind !== 'limit') return null
  return {
    ...outcomesByEnding[ending.kind],
    widget: ending.widget === null ? null : cutText(ending.widget, maxOutcomeWidgetLength),
  }
}

/**
 * Whether the last step leads to the end of the flow, not of a subflow. Where those of an ended run do not, it was ended from outside, or they
 * were loaded while it was active.
 * @param steps in the order they happened
 */
export function leadToEnd(steps: readonly Step[]): boolean {
  const last = steps.at(-1)
  return last?.transitioned_to === endOfFlow && last.parent_step_sid === null
}

const outcomesByEnding: Record<Ending['kind'], Omit<Outcome, 'widget'>> = {
  waiting: { kind: 'waiting', reason: null },
  end: { kind: 'completed', reason: null },
  unknown: { kind: 'unknown', reason: null },
  stopped: { kind: 'stopped', reason: 'ended from outside' },
  limit: { kind: 'stopped', reason: 'one of Twilio’s limits' },
  'no reply': { kind: 'ended-early', reason: 'no reply' },
  'no answer': { kind: 'ended-early', reason: 'no answer' },
  busy: { kind: 'ended-early', reason: 'line busy' },
  'answering machine': { kind: 'ended-early', reason: 'answering machine' },
  'hang-up': { kind: 'ended-early', reason: 'hang-up' },
  'failed request': { kind: 'failed', reason: 'request failed' },
  'not delivered': { kind: 'failed', reason: 'message not delivered' },
  failed: { kind: 'failed', reason: 'failed' },
}

/** Events that come for good and bad ends alike, by widget type: only the widget's result in the context says which. */
const ambiguousEvents: Record<string, readonly string[]> = {
  'connect-call-to': ['callCompleted', 'hangup'],
  'enqueue-call': ['callComplete', 'hangup'],
  'record-voicemail': ['hangup'],
  'capture-payments': ['success'],
  'send-to-flex': ['callComplete'],
  'make-outgoing-call-v1': ['answered'],
  'make-outgoing-call-v2': ['answered'],
  'connect-virtual-agent': ['return'],
  'connect-virtual-agent-v2': ['completed'],
  'run-conversation-relay': ['success'],
}

function hasUnknownResult({ step, context }: StepExecution): boolean {
  if (context !== emptyContext || step.type === null || !Object.hasOwn(ambiguousEvents, step.type))
    return false
  return ambiguousEvents[step.type]?.includes(step.name ?? '') === true
}
