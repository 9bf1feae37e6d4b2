import { expect, test } from 'vitest'

import { stepSchema } from '#contract/step.ts'

import { nothingKnown } from './known.ts'
import { sentenceOf } from './sentences.ts'
import { printWords } from './ticket.ts'
import { visitsOf } from './visits.ts'

const start = Date.UTC(2026, 10, 3, 9, 12, 45)

/** What is said of a widget `w` that ended so, 20 s after the trigger, and left that. */
function told(type: string, event: string, left: object = {}): [string | null, string] {
  const steps = [
    { type: 'trigger', name: 'incomingRequest', transitioned_from: 'Trigger' },
    { type, name: event, transitioned_from: 'w', context: { widgets: { w: left } } },
  ].map((step, i) => stepSchema.parse({ ...step, date_created: new Date(start + i * 20_000).toISOString() }))
  const [, visit] = visitsOf(steps, nothingKnown)
  if (!visit) throw new Error('There are two steps.')
  const { trouble, words } = sentenceOf(visit)
  return [trouble, printWords(words)]
}

const [call, queue, pay] = ['make-outgoing-call-v2', 'enqueue-call', 'capture-payments']

test.each<[string, string, object, string | null, string]>([
  [call, 'answered', { AnsweredBy: 'human' }, null, 'Called them, and they answered after 20 s'],
  [call, 'answered', {}, null, 'Called them, and they answered after 20 s'],
  [
    call,
    'answered',
    { AnsweredBy: 'machine_start' },
    'no reply',
    'Called them, and an answering machine answered after 20 s',
  ],
  [
    'make-outgoing-call-v1',
    'answeredByMachine',
    {},
    'no reply',
    'Called them, and an answering machine answered after 20 s',
  ],
  [call, 'noAnswer', {}, 'no reply', 'Called them: nobody answered within 20 s'],
  [call, 'busy', {}, 'no reply', 'Called them: the line was busy'],
  [call, 'failed', {}, 'failed', 'Could not call them'],

  [
    queue,
    'callComplete',
    { QueueResult: 'bridged', QueueTime: '75' },
    null,
    'They were put through from a queue after 1 min 15 s',
  ],
  [
    queue,
    'callComplete',
    { QueueResult: 'hangup', QueueTime: '75' },
    'hang-up',
    'They hung up while waiting in a queue after 1 min 15 s',
  ],
  [
    'send-to-flex',
    'callComplete',
    { QueueResult: 'hangup' },
    'hang-up',
    'They hung up while waiting in a queue',
  ],
  [queue, 'callComplete', { QueueResult: 'leave' }, null, 'They were taken out of a queue'],
  [queue, 'callComplete', { QueueResult: 'error' }, 'failed', 'The queue failed'],
  [queue, 'callComplete', {}, null, 'Their time in a queue was over'],
  [
    queue,
    'failedToEnqueue',
    { QueueResult: 'queue-full' },
    'failed',
    'Could not be put into the queue: it was full',
  ],
  [queue, 'callFailure', {}, 'failed', 'Could not be put into the queue'],
  [
    'send-to-flex',
    'callComplete',
    { workflow_name: 'Orders' },
    null,
    'Handed over to a person in Flex, in `Orders`',
  ],

  [
    pay,
    'success',
    { PaymentConfirmationCode: 'c1', PaymentToken: 't1' },
    null,
    'A payment was taken, confirmed as “c1”',
  ],
  [pay, 'success', { PaymentConfirmationCode: '' }, null, 'Their payment details were taken'],
  [pay, 'payInterrupted', {}, 'failed', 'No payment was taken: they broke it off with the star key'],
  [pay, 'maxFailedAttempts', {}, 'failed', 'No payment was taken: they tried as often as they may'],
  [pay, 'providerError', {}, 'failed', 'No payment was taken: the payment provider reported an error'],
  [pay, 'hangup', {}, 'hang-up', 'They hung up before they had paid'],
  [pay, 'constructor', {}, null, '`w` ended with `constructor` (capture-payments)'],

  [
    'connect-call-to',
    'callCompleted',
    { DialCallDuration: '61' },
    null,
    'They were connected and talked for 1 min 1 s',
  ],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'no-answer' },
    'no reply',
    'Could not be connected: nobody answered',
  ],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'busy' },
    'no reply',
    'Could not be connected: the line was busy',
  ],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'canceled' },
    'failed',
    'Could not be connected: “canceled”',
  ],
  ['connect-call-to', 'hangup', {}, 'hang-up', 'They hung up while being connected'],

  ['record-voicemail', 'recordingComplete', { RecordingDuration: '9' }, null, 'They left a message of 9 s'],
  ['record-voicemail', 'noAudio', {}, 'no reply', 'They said nothing to be recorded'],
  ['record-call', 'success', { Status: 'in-progress' }, null, 'Began to record the call'],
  ['record-call', 'success', { Status: 'stopped' }, null, 'Stopped recording the call'],
  ['record-call', 'success', {}, null, 'Switched the recording of the call on or off'],
])('%s, %s %o', (type, event, left, trouble, sentence) => {
  expect(told(type, event, left)).toEqual([trouble, sentence])
})
