import { expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'

import { emptyContext } from '#story/context-reader.ts'
import { describeStep } from './message-templates.ts'
import { formatSegments } from '#story/ticket-markdown.ts'
import { toStepExecutions } from '#story/step-executions.ts'

const start = Date.UTC(2026, 10, 3, 9, 12, 45)

/** Describes the step of a widget `w` with that event and result, 20 s after the trigger. */
function describe(type: string, event: string, result: object = {}): [string | null, string] {
  const steps = [
    { type: 'trigger', name: 'incomingRequest', transitioned_from: 'Trigger' },
    { type, name: event, transitioned_from: 'w', context: { widgets: { w: result } } },
  ].map((step, i) => stepSchema.parse({ ...step, date_created: new Date(start + i * 20_000).toISOString() }))
  const [, execution] = toStepExecutions(steps, emptyContext)
  if (!execution) throw new Error('There are two steps.')
  const { failure, segments } = describeStep(execution)
  return [failure, formatSegments(segments)]
}

const [call, queue, pay] = ['make-outgoing-call-v2', 'enqueue-call', 'capture-payments']

test.each<[string, string, object, string | null, string]>([
  [call, 'answered', { AnsweredBy: 'human' }, null, 'Called them; they answered after 20 s'],
  [call, 'answered', {}, null, 'Called them; they answered after 20 s'],
  [
    call,
    'answered',
    { AnsweredBy: 'machine_start' },
    'answering machine',
    'Called them; an answering machine picked up after 20 s',
  ],
  [
    'make-outgoing-call-v1',
    'answeredByMachine',
    {},
    'answering machine',
    'Called them; an answering machine picked up after 20 s',
  ],
  [call, 'noAnswer', {}, 'no answer', 'Called them; no answer within 20 s'],
  [call, 'busy', {}, 'busy', 'Called them; the line was busy'],
  [call, 'failed', {}, 'failed', 'The call to them failed'],
  [call, 'answered', { CallStatus: 'no-answer' }, 'no answer', 'Called them; no answer within 20 s'],
  [
    call,
    'failed',
    { ErrorCode: 13227 },
    'failed',
    'The call to them failed: the account may not call this country ([error 13227](https://www.twilio.com/docs/api/errors/13227))',
  ],

  [
    queue,
    'callComplete',
    { QueueResult: 'bridged', QueueTime: '75' },
    null,
    'Connected from the queue after 1 min 15 s',
  ],
  [
    queue,
    'callComplete',
    { QueueResult: 'hangup', QueueTime: '75' },
    'hang-up',
    'They hung up in the queue after 1 min 15 s',
  ],
  ['send-to-flex', 'callComplete', { QueueResult: 'hangup' }, 'hang-up', 'They hung up in the queue'],
  [queue, 'callComplete', { QueueResult: 'leave' }, null, 'Removed from the queue'],
  [queue, 'callComplete', { QueueResult: 'error' }, 'failed', 'The queue failed'],
  [queue, 'callComplete', {}, null, 'Left the queue'],
  [queue, 'callComplete', { QueueResult: 'queue-full' }, 'failed', 'Couldn’t join the queue: it was full'],
  [queue, 'failedToEnqueue', { QueueResult: 'queue-full' }, 'failed', 'Couldn’t join the queue: it was full'],
  [queue, 'callFailure', {}, 'failed', 'Couldn’t join the queue'],
  [
    'send-to-flex',
    'callComplete',
    { workflow_name: 'Orders' },
    null,
    'Handed over to an agent in Flex, workflow `Orders`',
  ],

  [
    pay,
    'success',
    { PaymentConfirmationCode: 'c1', PaymentToken: 't1' },
    null,
    'Payment taken, confirmation code “c1”',
  ],
  [pay, 'success', { PaymentConfirmationCode: '' }, null, 'Payment details captured'],
  [pay, 'payInterrupted', {}, 'failed', 'Payment failed: they cancelled with the star key'],
  [pay, 'maxFailedAttempts', {}, 'failed', 'Payment failed: too many attempts'],
  [pay, 'providerError', {}, 'failed', 'Payment failed: the payment provider reported an error'],
  [pay, 'hangup', {}, 'hang-up', 'They hung up before paying'],
  [
    pay,
    'providerError',
    { PaymentError: 'Card declined' },
    'failed',
    'Payment failed: the payment provider reported an error: “Card declined”',
  ],
  [
    pay,
    'success',
    { Result: 'too-many-failed-attempts', PaymentConfirmationCode: '' },
    'failed',
    'Payment failed: too many attempts',
  ],
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
    'no answer',
    'Couldn’t be connected: no answer',
  ],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'busy' },
    'busy',
    'Couldn’t be connected: the line was busy',
  ],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'canceled' },
    'no answer',
    'Couldn’t be connected: the call was canceled before an answer',
  ],
  ['connect-call-to', 'hangup', {}, 'hang-up', 'They hung up while being connected'],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'completed', DialCallDuration: '61' },
    null,
    'They were connected and talked for 1 min 1 s',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'no-answer', DialCallDuration: '0' },
    'no answer',
    'Couldn’t be connected: no answer',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'busy' },
    'busy',
    'Couldn’t be connected: the line was busy',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'failed' },
    'failed',
    'Couldn’t be connected: the call failed',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'rang off' },
    'failed',
    'Couldn’t be connected: “rang off”',
  ],
  ['connect-call-to', 'callCompleted', { DialCallStatus: 'completed' }, null, 'They were connected'],
  ['connect-call-to', 'callCompleted', {}, null, 'The call to connect them ended'],

  // What the result says counts more than the event, and each spelling of a duration counts.
  ['connect-call-to', 'hangup', { DialCallStatus: 'completed' }, null, 'They were connected'],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'answered', DialCallDuration: '' },
    null,
    'They were connected',
  ],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'completed', DialCallDuration: 0 },
    null,
    'They were connected',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'completed', DialCallDuration: 61 },
    null,
    'They were connected and talked for 1 min 1 s',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'completed', DialCallDuration: 'a minute' },
    null,
    'They were connected',
  ],
  ['connect-call-to', 'callCompleted', { DialCallStatus: 'in-progress' }, null, 'They were connected'],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'ringing' },
    'hang-up',
    'They hung up while being connected',
  ],
  ['connect-call-to', 'callCompleted', { DialCallStatus: '' }, null, 'The call to connect them ended'],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'completed', DialBridged: 'false', DialCallDuration: '4' },
    'no answer',
    'Couldn’t be connected: the call was answered but not put through',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'completed', DialBridged: true },
    null,
    'They were connected',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'busy', ErrorCode: '13224' },
    'busy',
    'Couldn’t be connected: the line was busy ([error 13224](https://www.twilio.com/docs/api/errors/13224))',
  ],
  [
    call,
    'answered',
    { AnsweredBy: 'fax' },
    'answering machine',
    'Called them; a fax machine picked up after 20 s',
  ],
  [call, 'answered', { AnsweredBy: 'unknown' }, null, 'Called them; they answered after 20 s'],
  [
    call,
    'noAnswer',
    { CallStatus: 'canceled' },
    'no answer',
    'The call to them was canceled before an answer',
  ],
  [call, 'failed', { CallStatus: 'busy' }, 'busy', 'Called them; the line was busy'],
  [
    queue,
    'hangup',
    { QueueResult: 'bridged', QueueTime: 75 },
    null,
    'Connected from the queue after 1 min 15 s',
  ],
  [
    queue,
    'callFailure',
    { error: { code: 20001, message: 'Bad queue' } },
    'failed',
    'Couldn’t join the queue: “Bad queue” ([error 20001](https://www.twilio.com/docs/api/errors/20001))',
  ],
  [pay, 'success', { Result: 'internal-error' }, 'failed', 'Payment failed: “internal-error”'],
  [pay, 'success', { Result: 'caller-hung-up' }, 'hang-up', 'They hung up before paying'],
  [pay, 'success', { Result: 'success' }, null, 'Payment details captured'],
  ['gather-input-on-call', 'keypress', { Digits: '' }, null, 'They pressed a key after 20 s'],
  ['gather-input-on-call', 'speech', { SpeechResult: null }, null, 'They said something after 20 s'],
  [
    'connect-virtual-agent',
    'return',
    { VirtualAgentStatus: 'live-agent-handoff' },
    null,
    'The virtual agent asked for a person to take over',
  ],
  ['record-voicemail', 'recordingComplete', { RecordingDuration: 0 }, null, 'The recording is empty'],
  ['record-voicemail', 'recordingComplete', { RecordingDuration: '' }, null, 'They left a message'],

  ['record-voicemail', 'recordingComplete', { RecordingDuration: '9' }, null, 'They left a message of 9 s'],
  ['record-voicemail', 'noAudio', {}, 'no reply', 'No audio to record'],
  ['record-call', 'success', { Status: 'in-progress' }, null, 'Started recording the call'],
  ['record-call', 'success', { Status: 'stopped' }, null, 'Stopped recording the call'],
  ['record-call', 'success', {}, null, 'Started or stopped recording the call'],
])('%s, %s %o', (type, event, result, failure, sentence) => {
  expect(describe(type, event, result)).toEqual([failure, sentence])
})
