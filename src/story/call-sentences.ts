import { formatDuration } from '#display/duration.ts'

import { after, at, fine, name, quote, trouble, widget, within, type Said, type Template } from './said.ts'
import type { Visit } from './visits.ts'

/** What happens on calls. */
export const callTemplates: Record<string, Template> = {
  'gather-input-on-call': (visit, event) => {
    switch (event) {
      case 'keypress':
        return fine('They pressed ', quote(at(visit, 'Digits'), 'a key'), after(visit))
      case 'speech':
        return fine('They said ', quote(at(visit, 'SpeechResult'), 'something'), after(visit))
      case 'timeout':
        return trouble('no reply', 'They neither pressed a key nor spoke', within(visit))
      case 'hangup':
        return trouble('hang-up', 'They hung up while asked for a key or a word')
      default:
        return null
    }
  },

  'say-play': (visit, event) => {
    if (event === 'hangup') return trouble('hang-up', 'They hung up while something was played')
    return event === 'audioComplete' ? fine('Played ', widget(visit), ' to its end') : null
  },

  'make-outgoing-call-v1': (visit, event) => outgoingCall(visit, event),
  'make-outgoing-call-v2': (visit, event) => outgoingCall(visit, event),

  'connect-call-to': (visit, event) => {
    if (event === 'callCompleted') {
      const seconds = Number(at(visit, 'DialCallDuration') ?? Number.NaN)
      const talked = seconds > 0 ? ` and talked for ${formatDuration(seconds * 1000)}` : ''
      return fine(`They were connected${talked}`)
    }
    return event === 'hangup' ? notConnected(at(visit, 'DialCallStatus')) : null
  },

  'record-voicemail': (visit, event) => {
    const seconds = Number(at(visit, 'RecordingDuration') ?? Number.NaN)
    switch (event) {
      case 'recordingComplete':
        return fine('They left a message', seconds > 0 ? ` of ${formatDuration(seconds * 1000)}` : '')
      case 'noAudio':
        return trouble('no reply', 'They said nothing to be recorded')
      case 'hangup':
        return trouble('hang-up', 'They hung up before anything was recorded')
      case 'failed':
        return trouble('failed', 'Nothing could be recorded')
      default:
        return null
    }
  },

  'record-call': (visit, event) => {
    if (event === 'failed') return trouble('failed', 'The call could not be recorded')
    if (event !== 'success') return null
    const status = at(visit, 'Status')
    if (status === 'in-progress') return fine('Began to record the call')
    return fine(
      status === 'stopped' ? 'Stopped recording the call' : 'Switched the recording of the call on or off',
    )
  },

  'enqueue-call': (visit, event) => {
    if (event === 'callComplete') return queued(visit) ?? fine('Their time in a queue was over')
    if (event === 'hangup') return trouble('hang-up', 'They hung up while waiting in a queue')
    if (event !== 'failedToEnqueue' && event !== 'callFailure') return null
    const isFull = at(visit, 'QueueResult') === 'queue-full'
    return trouble('failed', `Could not be put into the queue${isFull ? ': it was full' : ''}`)
  },

  'send-to-flex': (visit, event) => {
    const workflow = at(visit, 'workflow_name') ?? at(visit, 'workflow_friendly_name')
    if (event === 'callComplete') {
      const handedOver = fine(
        'Handed over to a person in Flex',
        ...(workflow === null ? [] : [', in ', name(workflow)]),
      )
      return queued(visit) ?? handedOver
    }
    return event === 'failedToEnqueue' || event === 'callFailure' || event === 'failed'
      ? trouble('failed', 'Could not be handed over to Flex')
      : null
  },

  'capture-payments': (visit, event) => {
    if (event === 'hangup') return trouble('hang-up', 'They hung up before they had paid')
    if (event !== 'success') {
      const why = Object.hasOwn(unpaid, event) ? unpaid[event] : undefined
      return why === undefined ? null : trouble('failed', 'No payment was taken: ', why)
    }
    // A widget that was given no amount only keeps the card.
    const code = at(visit, 'PaymentConfirmationCode') ?? ''
    return code === ''
      ? fine('Their payment details were taken')
      : fine('A payment was taken, confirmed as ', quote(code, ''))
  },

  'fork-stream': (_, event) => (event === 'next' ? fine('Started or stopped a media stream') : null),
}

const unpaid: Record<string, string> = {
  maxFailedAttempts: 'they tried as often as they may',
  providerError: 'the payment provider reported an error',
  payInterrupted: 'they broke it off with the star key',
  validationError: 'a setting of the widget is not valid',
}

function outgoingCall(visit: Visit, event: string): Said | null {
  switch (event) {
    case 'answered':
      return (at(visit, 'AnsweredBy') ?? '').startsWith('machine')
        ? machineAnswered(visit)
        : fine('Called them, and they answered', after(visit))
    case 'answeredByMachine':
      return machineAnswered(visit)
    case 'busy':
      return trouble('no reply', 'Called them: the line was busy')
    case 'noAnswer':
      return trouble('no reply', 'Called them: nobody answered', within(visit))
    case 'hangup':
      return trouble('hang-up', 'Called them, and they hung up')
    case 'failed':
      return trouble('failed', 'Could not call them')
    default:
      return null
  }
}

function machineAnswered(visit: Visit): Said {
  return trouble('no reply', 'Called them, and an answering machine answered', after(visit))
}

/** @see https://www.twilio.com/docs/voice/twiml/dial#attributes-action */
function notConnected(status: string | null): Said {
  switch (status) {
    case null:
    case 'completed':
      return trouble('hang-up', 'They hung up while being connected')
    case 'busy':
      return trouble('no reply', 'Could not be connected: the line was busy')
    case 'no-answer':
      return trouble('no reply', 'Could not be connected: nobody answered')
    case 'failed':
      return trouble('failed', 'Could not be connected: the call failed')
    default:
      return trouble('failed', 'Could not be connected: ', { quote: status })
  }
}

/**
 * How the time in a queue ended; null where nothing tells.
 * @see https://www.twilio.com/docs/voice/twiml/enqueue#attributes-action
 */
function queued(visit: Visit): Said | null {
  const seconds = Number(at(visit, 'QueueTime') ?? Number.NaN)
  const waited = seconds > 0 ? ` after ${formatDuration(seconds * 1000)}` : ''
  const result = at(visit, 'QueueResult') ?? ''
  switch (result) {
    case 'bridged':
    case 'bridging-in-process':
    case 'redirected-from-bridged':
      return fine('They were put through from a queue', waited)
    case 'hangup':
      return trouble('hang-up', 'They hung up while waiting in a queue', waited)
    case 'leave':
    case 'redirected':
      return fine('They were taken out of a queue', waited)
    case 'error':
    case 'system-error':
      return trouble('failed', 'The queue failed')
    default:
      return null
  }
}
