import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { formatDuration } from '#display/duration.ts'

import type { Known } from './known.ts'
import type { Nesting } from './nesting.ts'
import type { Said, Trouble, Words } from './said.ts'
import { sentenceOf } from './sentences.ts'
import { visitsOf, type StepsKnown } from './visits.ts'

export type Sentence = Said & {
  sid: StepSid | null
  /** Milliseconds since 1970. */
  at: number | null
  /** The widget, and its type. */
  widget: string | null
  type: string | null
} & Nesting

/** How a run stands: what it waits for, or how it ended. */
export type Ending = {
  kind: 'waiting' | 'limit' | 'end' | Trouble
  words: Words[]
}

export type Story = { sentences: Sentence[]; ending: Ending | null }

/** Twilio ends a run after so many steps, and after a widget was run so many times in a row. */
const mostSteps = 1000
const mostInARow = 10

/** Widgets that say goodbye or tidy up: what went wrong before them is still why the run ended. */
const closing = new Set([
  'send-message',
  'say-play',
  'set-variables',
  'split-based-on',
  'run-function',
  // A subflow begins and ends with these, whatever happened in it.
  'trigger',
  'run-subflow',
])

/**
 * A run as sentences, from fixed templates: the same steps always make the same story.
 * @param steps in the order they happened
 * @param run what the run knows now
 * @param status of the engagement
 * @param now milliseconds since 1970, for what goes on
 * @param ofSteps what is known of single steps beyond what came with them
 */
export function tellStory(
  steps: readonly Step[],
  run: Known,
  status: string | null,
  now: number,
  ofSteps?: StepsKnown,
): Story {
  const sentences = visitsOf(steps, run, ofSteps).map((visit) => ({
    ...sentenceOf(visit),
    sid: visit.step.sid,
    at: visit.at,
    widget: visit.step.transitioned_from,
    type: visit.step.type,
    depth: visit.depth,
    subflow: visit.subflow,
  }))
  return { sentences, ending: endingOf(steps, sentences, status, now) }
}

function endingOf(
  steps: readonly Step[],
  sentences: readonly Sentence[],
  status: string | null,
  now: number,
): Ending | null {
  const last = sentences.at(-1)
  if (!last) return null
  const to = steps.at(-1)?.transitioned_to ?? null
  if (status === 'active') {
    const waited = last.at === null ? 0 : now - last.at
    const since = waited >= 1000 ? ` for ${formatDuration(waited)}` : ''
    return {
      kind: 'waiting',
      words: ['Still waiting in ', to === null ? 'a widget' : { name: to }, ...within(last.subflow), since],
    }
  }
  if (status !== 'ended') return null
  if (steps.length >= mostSteps) {
    return { kind: 'limit', words: ['Ended by Twilio: a run may take no more than 1,000 steps'] }
  }
  const tail = sentences.slice(-mostInARow)
  if (
    last.widget !== null &&
    tail.length === mostInARow &&
    tail.every(({ widget }) => widget === last.widget)
  ) {
    return {
      kind: 'limit',
      words: [
        'Ended by Twilio: ',
        { name: last.widget },
        ' ran 10 times in a row, which is all a widget may',
      ],
    }
  }
  const decisive =
    sentences.findLast(({ trouble, type }) => trouble !== null || !closing.has(type ?? '')) ?? last
  if (decisive.trouble !== null && decisive.widget !== null) {
    return {
      kind: decisive.trouble,
      words: [endings[decisive.trouble], { name: decisive.widget }, ...within(decisive.subflow)],
    }
  }
  return {
    kind: 'end',
    words: [
      'Ran to its end',
      ...(last.widget === null ? [] : [': the last widget was ', { name: last.widget }]),
    ],
  }
}

function within(subflow: string | null): Words[] {
  return subflow === null ? [] : [' of the subflow ', { name: subflow }]
}

const endings: Record<Trouble, string> = {
  'no reply': 'Ended after no reply in ',
  'hang-up': 'Ended with a hang-up in ',
  'failed request': 'Ended after a failed request in ',
  'not delivered': 'Ended after a message that could not be delivered in ',
  failed: 'Ended after a failure in ',
}
