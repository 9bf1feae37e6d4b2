import { formatDuration } from '#display/duration.ts'

import type { Visit } from './visits.ts'

/** A piece of a sentence: our words, somebody else's (shown in quotation marks), or a name out of the flow. */
export type Words = string | { quote: string } | { name: string }

/** What may end a run before what it was made for. */
export type Trouble = 'no reply' | 'hang-up' | 'failed request' | 'not delivered' | 'failed'

export type Said = { words: Words[]; trouble: Trouble | null }

/** Longer quotations are cut: the context has them whole. UTF-16 units. */
const longestQuote = 300
const longestBody = 120

/** What a step did, in a sentence. A type or an event nobody knows is named as it is. */
export function sentenceOf(visit: Visit): Said {
  const type = visit.step.type ?? ''
  const template = Object.hasOwn(templates, type) ? templates[type] : undefined
  return template?.(visit, visit.step.name ?? '') ?? named(visit)
}

type Template = (visit: Visit, event: string) => Said | null

const templates: Record<string, Template> = {
  trigger: (visit, event) => {
    switch (event) {
      case 'incomingMessage':
      case 'incomingConversationMessage': {
        const body =
          visit.known.text('trigger', 'message', 'Body') ??
          visit.known.text('trigger', 'conversation', 'Body')
        return fine('They wrote ', quote(body, 'a message'), media(visit, 'trigger', 'message'))
      }
      case 'incomingCall': {
        const to = visit.known.text('trigger', 'call', 'To')
        return fine('They called', ...(to === null ? [] : [' ', name(to)]))
      }
      case 'incomingRequest': {
        const data = visit.known.entries('flow', 'data')
        return fine(
          'The run was started over the REST API',
          ...(data.length > 0 ? [' with ', ...list(data)] : []),
        )
      }
      case 'incomingParent':
        return fine('Another flow ran this one as its subflow')
      default:
        return null
    }
  },

  'send-message': (visit, event) => {
    const body = quote(at(visit, 'outbound', 'Body'), 'a message')
    if (event === 'failed') return trouble('not delivered', 'Could not deliver ', body)
    return event === 'sent' || event === 'delivered' ? fine('Sent ', body) : null
  },

  'send-and-wait-for-reply': (visit, event) => {
    const asked = quote(at(visit, 'outbound', 'Body'), 'a question')
    switch (event) {
      case 'incomingMessage':
        return fine(
          'Asked ',
          asked,
          '; they answered ',
          quote(at(visit, 'inbound', 'Body'), 'with a message'),
          media(visit, 'widgets', visit.step.transitioned_from ?? '', 'inbound'),
          after(visit),
        )
      case 'timeout':
        return trouble('no reply', 'Asked ', asked, '; no answer came', within(visit))
      case 'deliveryFailure':
        return trouble('not delivered', 'Could not deliver the question ', asked)
      default:
        return null
    }
  },

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

  'split-based-on': (visit, event) => {
    if (event === 'noMatch') return fine('Decided ', widget(visit), ': no condition was met')
    return event === 'match' ? fine('Decided ', widget(visit), ': a condition was met') : null
  },

  'make-http-request': (visit, event) => request(visit, event, 'A web service'),
  'run-function': (visit, event) => request(visit, event, 'A function'),

  'set-variables': (visit, event) => {
    if (event !== 'next') return null
    const before = new Map(visit.before.entries('flow', 'variables'))
    const set = visit.known.entries('flow', 'variables').filter(([key, value]) => before.get(key) !== value)
    return set.length > 0 ? fine('Remembered ', ...list(set)) : fine('Set variables')
  },

  'make-outgoing-call': (visit, event) => outgoingCall(visit, event),
  'make-outgoing-call-v2': (visit, event) => outgoingCall(visit, event),

  'connect-call-to': (visit, event) => {
    const status = at(visit, 'DialCallStatus')
    const seconds = Number(at(visit, 'DialCallDuration') ?? Number.NaN)
    if (event === 'callCompleted') {
      const talked = seconds > 0 ? ` and talked for ${formatDuration(seconds * 1000)}` : ''
      return fine(`Were connected${talked}`)
    }
    if (event !== 'hangup') return null
    if (status === null || status === 'completed')
      return trouble('hang-up', 'They hung up while being connected')
    return trouble('failed', 'Could not be connected: ', { quote: status })
  },

  'record-voicemail': (visit, event) => recording(visit, event, 'left a message'),
  'record-call': (visit, event) => recording(visit, event, 'were recorded'),

  'enqueue-call': (_, event) => {
    if (event === 'callComplete') return fine('Waited in a queue, and the call was taken')
    if (event === 'hangup') return trouble('hang-up', 'They hung up while waiting in a queue')
    return event === 'failedToEnqueue' || event === 'callFailure'
      ? trouble('failed', 'Could not be put into the queue')
      : null
  },

  'send-to-flex': (visit, event) => {
    const workflow = at(visit, 'workflow_name')
    if (event === 'callComplete') {
      return fine('Handed over to a person in Flex', ...(workflow === null ? [] : [', in ', name(workflow)]))
    }
    return event === 'failedToEnqueue' || event === 'callFailure' || event === 'failed'
      ? trouble('failed', 'Could not be handed over to Flex')
      : null
  },

  'run-subflow': (_, event) => {
    if (event === 'completed') return fine('A subflow ran to its end')
    return event === 'failed' ? trouble('failed', 'A subflow failed') : null
  },

  'add-twiml-redirect': (_, event) => {
    if (event === 'return') return fine('Came back from TwiML of another address')
    if (event === 'timeout') return trouble('no reply', 'The TwiML of another address took too long')
    return event === 'fail' ? trouble('failed request', 'The TwiML of another address failed') : null
  },

  'capture-payments': (_, event) => {
    if (event === 'success') return fine('A payment was taken')
    if (event === 'hangup') return trouble('hang-up', 'They hung up during a payment')
    return event === '' ? null : trouble('failed', 'No payment was taken: ', { name: event })
  },

  'fork-stream': (_, event) => (event === 'next' ? fine('Started or stopped a media stream') : null),
}

function request(visit: Visit, event: string, who: string): Said | null {
  const status = at(visit, 'status_code')
  const body = at(visit, 'body')
  if (event === 'success') {
    return fine(`${who} answered`, ...(status === null ? [] : [` ${status}`]), ...answer(body))
  }
  if (event !== 'failed' && event !== 'fail') return null
  const error = at(visit, 'error')
  if (status === null && error !== null)
    return trouble('failed request', `${who} did not answer: `, { quote: error })
  return trouble(
    'failed request',
    `${who} failed${status === null ? '' : ` with ${status}`}`,
    ...answer(body),
  )
}

function answer(body: string | null): Words[] {
  return body === null || body === '' ? [] : [': ', quote(body, '', longestBody)]
}

function outgoingCall(visit: Visit, event: string): Said | null {
  switch (event) {
    case 'answered':
      return fine('Called them, and they answered', after(visit))
    case 'busy':
      return trouble('no reply', 'Called them: the line was busy')
    case 'noAnswer':
      return trouble('no reply', 'Called them: nobody answered')
    case 'failed':
      return trouble('failed', 'Could not call them')
    default:
      return null
  }
}

function recording(visit: Visit, event: string, what: string): Said | null {
  const seconds = Number(at(visit, 'RecordingDuration') ?? Number.NaN)
  switch (event) {
    case 'recordingComplete':
    case 'success':
      return fine(`They ${what}`, seconds > 0 ? ` of ${formatDuration(seconds * 1000)}` : '')
    case 'noAudio':
      return trouble('no reply', 'They said nothing to be recorded')
    case 'hangup':
      return trouble('hang-up', 'They hung up before anything was recorded')
    case 'failed':
      return trouble('failed', 'Nothing could be recorded')
    default:
      return null
  }
}

/** What is left to say of a step of which nothing more is known. */
function named({ step }: Visit): Said {
  const of = step.transitioned_from
  return fine(
    ...(of === null ? ['A step'] : [name(of)]),
    ...(step.name === null ? [' ended'] : [' ended with ', name(step.name)]),
    ...(step.type === null ? [] : [` (${step.type})`]),
  )
}

/** What the step's own widget left. */
function at({ known, step }: Visit, ...path: string[]): string | null {
  return step.transitioned_from === null ? null : known.text('widgets', step.transitioned_from, ...path)
}

function widget({ step }: Visit): Words {
  return step.transitioned_from === null ? 'a widget' : name(step.transitioned_from)
}

function media({ known }: Visit, ...path: string[]): string {
  const count = Number(known.text(...path, 'NumMedia') ?? 0)
  if (!(count > 0)) return ''
  return count === 1 ? ' with an attachment' : ` with ${count} attachments`
}

function after({ took }: Visit): string {
  return took !== null && took >= 1000 ? ` after ${formatDuration(took)}` : ''
}

function within({ took }: Visit): string {
  return took !== null && took >= 1000 ? ` within ${formatDuration(took)}` : ''
}

/** "language “en”, source “sms” and 2 more" */
function list(entries: readonly (readonly [string, string])[]): Words[] {
  const shown = entries.slice(0, 4)
  const words = shown.flatMap(([key, value], i): Words[] => [
    ...(i > 0 ? [', '] : []),
    name(key),
    ' ',
    quote(value, ''),
  ])
  return entries.length > shown.length ? [...words, ` and ${entries.length - shown.length} more`] : words
}

/** @param otherwise our own words, for what is not known */
function quote(text: string | null, otherwise: string, longest = longestQuote): Words {
  if (text === null) return otherwise
  if (text.length <= longest) return { quote: text }
  return { quote: `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` }
}

function name(text: string): Words {
  return { name: text }
}

function fine(...words: Words[]): Said {
  return { words: words.filter((word) => word !== ''), trouble: null }
}

function trouble(kind: Trouble, ...words: Words[]): Said {
  return { words: words.filter((word) => word !== ''), trouble: kind }
}
