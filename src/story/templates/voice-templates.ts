import { formatDuration } from '#format/duration.ts'

import {
  afterText,
  errorSegments,
  widgetResult,
  ok,
  nameSegment,
  quoteSegment,
  secondsResult,
  statusResult,
  failure,
  widgetSegment,
  withinText,
  type Segment,
  type SentenceParts,
  type SentenceTemplate,
} from '#story/sentence-parts.ts'
import type { StepExecution } from '#story/step-executions.ts'

/** Sentences for the widgets of calls. */
export const voiceTemplates: Record<string, SentenceTemplate> = {
  'gather-input-on-call': (execution, event) => {
    switch (event) {
      case 'keypress':
        return ok(
          'They pressed ',
          quoteSegment(widgetResult(execution, 'Digits'), 'a key'),
          afterText(execution),
        )
      case 'speech':
        return ok(
          'They said ',
          quoteSegment(widgetResult(execution, 'SpeechResult'), 'something'),
          afterText(execution),
        )
      case 'timeout':
        return failure('no reply', 'No input', withinText(execution))
      case 'hangup':
        return failure('hang-up', 'They hung up during the prompt')
      case 'failed':
        return failure('failed', 'The prompt failed', ...errorSegments(execution))
      default:
        return null
    }
  },

  'say-play': (execution, event) => {
    if (event === 'hangup') return failure('hang-up', 'They hung up during playback')
    return event === 'audioComplete' ? ok('Played ', widgetSegment(execution)) : null
  },

  'make-outgoing-call-v1': (execution, event) => describeOutgoingCall(execution, event),
  'make-outgoing-call-v2': (execution, event) => describeOutgoingCall(execution, event),

  'connect-call-to': (execution, event) =>
    event === 'callCompleted' || event === 'hangup' ? describeConnection(execution, event) : null,

  'record-voicemail': (execution, event) => {
    const seconds = secondsResult(execution, 'RecordingDuration')
    switch (event) {
      case 'recordingComplete':
        if (seconds === 0) return ok('The recording is empty')
        return ok('They left a message', seconds === null ? '' : ` of ${formatDuration(seconds * 1000)}`)
      case 'noAudio':
        return failure('no reply', 'No audio to record')
      case 'hangup':
        return seconds !== null && seconds > 0
          ? ok(`They left a message of ${formatDuration(seconds * 1000)} and hung up`)
          : failure('hang-up', 'They hung up before anything was recorded')
      case 'failed':
        return failure('failed', 'Recording failed', ...errorSegments(execution))
      default:
        return null
    }
  },

  'record-call': (execution, event) => {
    if (event === 'failed')
      return failure('failed', 'The call couldn’t be recorded', ...errorSegments(execution))
    if (event !== 'success') return null
    const status = statusResult(execution, 'Status')
    if (status === 'in-progress') return ok('Started recording the call')
    return ok(status === 'stopped' ? 'Stopped recording the call' : 'Started or stopped recording the call')
  },

  'enqueue-call': (execution, event) => {
    if (event === 'callComplete') return describeQueueEnd(execution) ?? ok('Left the queue')
    if (event === 'hangup')
      return describeQueueEnd(execution) ?? failure('hang-up', 'They hung up in the queue')
    if (event !== 'failedToEnqueue' && event !== 'callFailure') return null
    return statusResult(execution, 'QueueResult') === 'queue-full'
      ? describeQueueEnd(execution)
      : failure('failed', 'Couldn’t join the queue', ...errorSegments(execution))
  },

  'send-to-flex': (execution, event) => {
    const workflow =
      widgetResult(execution, 'workflow_name') ?? widgetResult(execution, 'workflow_friendly_name')
    const handedOver = ok(
      'Handed over to an agent in Flex',
      ...(workflow === null ? [] : [', workflow ', nameSegment(workflow)]),
    )
    if (event === 'callComplete') return describeQueueEnd(execution) ?? handedOver
    if (event === 'created' || event === 'composerStarted') return handedOver
    return event === 'failedToEnqueue' || event === 'callFailure' || event === 'failed'
      ? failure('failed', 'Couldn’t be handed over to Flex', ...errorSegments(execution))
      : null
  },

  'capture-payments': (execution, event) => {
    const result = statusResult(execution, 'Result')
    // The result says more than the event, if it says that the payment failed.
    const outcome =
      event === 'success' && !paidResults.has(result) ? (eventsByPayResult.get(result) ?? result) : event
    if (outcome === 'hangup') return failure('hang-up', 'They hung up before paying')
    if (outcome !== 'success') {
      const reason = Object.hasOwn(paymentErrors, outcome)
        ? paymentErrors[outcome]
        : event === 'success'
          ? quoteSegment(result, '')
          : undefined
      if (reason === undefined) return null
      const error = widgetResult(execution, 'PaymentError') ?? ''
      return failure(
        'failed',
        'Payment failed: ',
        reason,
        ...(error === '' ? [] : [': ', quoteSegment(error, '')]),
        ...errorSegments(execution),
      )
    }
    // Without an amount the widget only stores the card, and there is no confirmation code.
    const code = widgetResult(execution, 'PaymentConfirmationCode') ?? ''
    return code === ''
      ? ok('Payment details captured')
      : ok('Payment taken, confirmation code ', quoteSegment(code, ''))
  },

  'fork-stream': (_, event) => (event === 'next' ? ok('Started or stopped a media stream') : null),
}

/** Results with which the event `success` is believed. */
const paidResults: ReadonlySet<string> = new Set(['', 'success'])

/** @see https://www.twilio.com/docs/voice/twiml/pay#result */
const eventsByPayResult = new Map([
  ['too-many-failed-attempts', 'maxFailedAttempts'],
  ['payment-connector-error', 'providerError'],
  ['caller-interrupted-with-star', 'payInterrupted'],
  ['caller-hung-up', 'hangup'],
  ['validation-error', 'validationError'],
])

const paymentErrors: Record<string, string> = {
  maxFailedAttempts: 'too many attempts',
  providerError: 'the payment provider reported an error',
  payInterrupted: 'they cancelled with the star key',
  validationError: 'a widget setting is invalid',
}

/** Events of `make-outgoing-call` by the call's status, which counts more than the event. */
const eventsByCallStatus = new Map([
  ['busy', 'busy'],
  ['canceled', 'canceled'],
  ['no-answer', 'noAnswer'],
  ['failed', 'failed'],
])

function describeOutgoingCall(execution: StepExecution, event: string): SentenceParts | null {
  const callStatus = statusResult(execution, 'CallStatus')
  switch (eventsByCallStatus.get(callStatus) ?? event) {
    case 'answered':
      return describeAnswer(execution)
    case 'answeredByMachine':
      return describeMachineAnswer(execution, 'an answering machine')
    case 'busy':
      return failure('busy', 'Called them; the line was busy')
    case 'noAnswer':
      return failure('no answer', 'Called them; no answer', withinText(execution))
    case 'canceled':
      return failure('no answer', 'The call to them was canceled before an answer')
    case 'hangup':
      return failure('hang-up', 'Called them; they hung up')
    case 'failed':
      return failure('failed', 'The call to them failed', ...errorSegments(execution))
    default:
      return null
  }
}

/** @see https://www.twilio.com/docs/voice/answering-machine-detection */
function describeAnswer(execution: StepExecution): SentenceParts {
  const answeredBy = statusResult(execution, 'AnsweredBy')
  if (answeredBy === 'fax') return describeMachineAnswer(execution, 'a fax machine')
  if (answeredBy.startsWith('machine')) return describeMachineAnswer(execution, 'an answering machine')
  return ok('Called them; they answered', afterText(execution))
}

function describeMachineAnswer(execution: StepExecution, machine: string): SentenceParts {
  return failure('answering machine', `Called them; ${machine} picked up`, afterText(execution))
}

/**
 * Both events, the call's end and the caller's hang-up, come for connected and unconnected calls alike: the result says
 * which.
 * @see https://www.twilio.com/docs/voice/twiml/dial#attributes-action
 */
function describeConnection(execution: StepExecution, event: 'callCompleted' | 'hangup'): SentenceParts {
  const status = statusResult(execution, 'DialCallStatus')
  const seconds = secondsResult(execution, 'DialCallDuration') ?? 0
  switch (status) {
    case 'busy':
      return failure('busy', 'Couldn’t be connected: the line was busy')
    case 'no-answer':
      return failure('no answer', 'Couldn’t be connected: no answer')
    case 'failed':
      return failure(
        'failed',
        'Couldn’t be connected: the call failed',
        ...sipSegments(execution),
        ...errorSegments(execution),
      )
    case 'canceled':
      return failure('no answer', 'Couldn’t be connected: the call was canceled before an answer')
    case 'answered':
    case 'completed':
    case 'in-progress':
      return wasBridged(execution)
        ? ok('They were connected', seconds > 0 ? ` and talked for ${formatDuration(seconds * 1000)}` : '')
        : failure('no answer', 'Couldn’t be connected: the call was answered but not put through')
    case '':
    case 'queued':
    case 'initiated':
    case 'ringing':
      break
    default:
      return failure('failed', 'Couldn’t be connected: ', quoteSegment(status, ''))
  }
  if (seconds > 0) return ok(`They were connected and talked for ${formatDuration(seconds * 1000)}`)
  if (event === 'hangup') return failure('hang-up', 'They hung up while being connected')
  return ok('The call to connect them ended')
}

/** What the called SIP endpoint answered: " with SIP status 603". */
function sipSegments(execution: StepExecution): Segment[] {
  const code = widgetResult(execution, 'DialSipResponseCode') ?? ''
  return /^[3-6]\d\d$/.test(code) ? [` with SIP status ${code}`] : []
}

/** False where the one who answered was never joined with the caller, as after declining at an announcement. */
function wasBridged(execution: StepExecution): boolean {
  return widgetResult(execution, 'DialBridged')?.toLowerCase() !== 'false'
}

/**
 * Describes how the wait in a queue ended; null when the result does not say.
 * @see https://www.twilio.com/docs/voice/twiml/enqueue#attributes-action
 */
function describeQueueEnd(execution: StepExecution): SentenceParts | null {
  const seconds = secondsResult(execution, 'QueueTime') ?? 0
  const waited = seconds > 0 ? ` after ${formatDuration(seconds * 1000)}` : ''
  const result = statusResult(execution, 'QueueResult')
  switch (result) {
    case 'bridged':
    case 'bridging-in-process':
    case 'redirected-from-bridged':
      return ok('Connected from the queue', waited)
    case 'hangup':
      return failure('hang-up', 'They hung up in the queue', waited)
    case 'leave':
    case 'redirected':
      return ok('Removed from the queue', waited)
    case 'queue-full':
      return failure('failed', 'Couldn’t join the queue: it was full')
    case 'error':
    case 'system-error':
      return failure('failed', 'The queue failed', ...errorSegments(execution))
    default:
      return null
  }
}
