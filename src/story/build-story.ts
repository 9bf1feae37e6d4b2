import { endOfFlow } from '#contract/outcome.ts'
import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { formatDuration } from '#format/duration.ts'

import type { ContextReader } from './context-reader.ts'
import { callerWidgets, type SubflowNesting } from './subflow-nesting.ts'
import type { SentenceParts, FailureKind, Segment } from './sentence-parts.ts'
import { describeStep } from '#story/templates/message-templates.ts'
import { toStepExecutions, type StepContexts } from './step-executions.ts'

export type Sentence = SentenceParts & {
  sid: StepSid | null
  /** Milliseconds since 1970. */
  timestamp: number | null
  widget: string | null
  /** The widget's type. */
  type: string | null
} & SubflowNesting

/** The outcome of a run: where it waits, or how it ended. */
export type Ending = {
  /** `unknown`: the last step does not say where it leads, so the flow may or may not have come to its end. */
  kind: 'waiting' | 'limit' | 'stopped' | 'end' | 'unknown' | FailureKind
  segments: Segment[]
  /** The widget that decided it: where the run waits or was ended, or whose result ended it; null if unknown. */
  widget: string | null
  /** The widget that runs the subflow of that widget; null in the flow itself. */
  subflow: string | null
  /** The step that decided it, or that led where the run waits; null without a SID. */
  step: StepSid | null
}

export type Story = { sentences: Sentence[]; ending: Ending | null }

/** Twilio ends a run after this many steps, and after a widget ran this many times in a row. */
const maxSteps = 1000
const maxConsecutiveRuns = 10

/** Widgets that only say goodbye or clean up: a failure before them is still the reason why the run ended. */
const closingTypes = new Set([
  'send-message',
  'say-play',
  'set-variables',
  'split-based-on',
  'run-function',
  // Every subflow starts and ends with these.
  'trigger',
  'run-subflow',
])

/**
 * Describes a run in sentences, from fixed templates: the same steps always give the same story.
 * @param steps in the order they happened
 * @param runContext the run's current context
 * @param status of the engagement
 * @param now milliseconds since 1970, for the waiting time of an active run
 * @param stepContexts contexts of steps that were listed without one
 */
export function buildStory(
  steps: readonly Step[],
  runContext: ContextReader,
  status: string | null,
  now: number,
  stepContexts?: StepContexts,
): Story {
  const sentences = toStepExecutions(steps, runContext, stepContexts).map((execution) => ({
    ...describeStep(execution),
    sid: execution.step.sid,
    timestamp: execution.timestamp,
    widget: execution.step.transitioned_from,
    type: execution.step.type,
    depth: execution.depth,
    subflow: execution.subflow,
  }))
  return { sentences, ending: describeEnding(steps, sentences, status, now) }
}

function describeEnding(
  steps: readonly Step[],
  sentences: readonly Sentence[],
  status: string | null,
  now: number,
): Ending | null {
  const [last, lastStep] = [sentences.at(-1), steps.at(-1)]
  if (!last || !lastStep) return null
  const next = placeAfter(steps, lastStep)
  if (status === 'active') {
    // The run ended after its status was read.
    if (next.widget === endOfFlow) return null
    const waitedMs = last.timestamp === null ? 0 : now - last.timestamp
    const waitText = waitedMs >= 1000 ? ` for ${formatDuration(waitedMs)}` : ''
    return {
      kind: 'waiting',
      segments: [
        'Waiting at ',
        next.widget === null ? 'a widget' : { name: next.widget },
        ...inSubflow(next.subflow),
        waitText,
      ],
      widget: next.widget,
      subflow: next.subflow,
      step: last.sid,
    }
  }
  if (status !== 'ended') return null
  if (steps.length >= maxSteps) {
    return {
      kind: 'limit',
      segments: ['Ended by Twilio: a run can have at most 1,000 steps'],
      widget: last.widget,
      subflow: last.subflow,
      step: last.sid,
    }
  }
  const lastSentences = sentences.slice(-maxConsecutiveRuns)
  if (
    last.widget !== null &&
    lastSentences.length === maxConsecutiveRuns &&
    lastSentences.every(({ widget }) => widget === last.widget) &&
    // Another event than before leads on in the flow: the tenth try succeeded.
    steps.at(-1)?.name === steps.at(-2)?.name
  ) {
    return {
      kind: 'limit',
      segments: ['Ended by Twilio: ', { name: last.widget }, ' ran 10 times in a row, the maximum'],
      widget: last.widget,
      subflow: last.subflow,
      step: last.sid,
    }
  }
  const decisive = sentences[decisiveIndex(sentences)] ?? last
  const stoppedIn = next.widget === endOfFlow ? null : next.widget
  // A hang-up ends the run by itself, wherever the flow was about to go.
  if (stoppedIn !== null && decisive.failure !== 'hang-up') {
    return {
      kind: 'stopped',
      segments: ['Ended from outside while in ', { name: stoppedIn }, ...inSubflow(next.subflow)],
      widget: stoppedIn,
      subflow: next.subflow,
      step: last.sid,
    }
  }
  if (decisive.failure !== null && decisive.widget !== null) {
    return {
      kind: decisive.failure,
      segments: [endingTexts[decisive.failure], { name: decisive.widget }, ...inSubflow(decisive.subflow)],
      widget: decisive.widget,
      subflow: decisive.subflow,
      step: decisive.sid,
    }
  }
  const isCompleted = next.widget === endOfFlow
  const verb = isCompleted ? 'Completed' : 'Ended'
  return {
    kind: isCompleted ? 'end' : 'unknown',
    segments: last.widget === null ? [verb] : [`${verb} at `, { name: last.widget }],
    widget: last.widget,
    subflow: last.subflow,
    step: last.sid,
  }
}

/** The index of the step that decides how a run that came to its end ended: the last failure, or its last proper widget. */
export function decisiveIndex(sentences: readonly Sentence[]): number {
  const index = sentences.findLastIndex(
    ({ failure, type }) => failure !== null || !closingTypes.has(type ?? ''),
  )
  return index === -1 ? sentences.length - 1 : index
}

/**
 * Where a run was after its last step: the next widget, `Ended` after the end of the flow; null if unknown. An ended run whose
 * flow did not come to its end was ended there: stopped in the Console or over REST, cut off, or the call dropped.
 */
function placeAfter(steps: readonly Step[], last: Step): Pick<Ending, 'widget' | 'subflow'> {
  const [subflow = null, outer = null] = callerWidgets(steps, last)
  // The end of a subflow is not the end of the run: the flow around it goes on.
  if (last.transitioned_to === endOfFlow && last.parent_step_sid !== null)
    return { widget: subflow, subflow: outer }
  return { widget: last.transitioned_to, subflow }
}

function inSubflow(subflow: string | null): Segment[] {
  return subflow === null ? [] : [' in subflow ', { name: subflow }]
}

const endingTexts: Record<FailureKind, string> = {
  'no reply': 'Ended: no reply at ',
  'no answer': 'Ended: no answer at ',
  busy: 'Ended: line busy at ',
  'answering machine': 'Ended: answering machine at ',
  'hang-up': 'Ended: hang-up at ',
  'failed request': 'Ended: request failed at ',
  'not delivered': 'Ended: message not delivered at ',
  failed: 'Failed at ',
}
