import { callTemplates } from './call-sentences.ts'
import {
  after,
  at,
  fine,
  list,
  media,
  name,
  quote,
  trouble,
  widget,
  within,
  type Said,
  type Template,
  type Words,
} from './said.ts'
import type { Visit } from './visits.ts'

/** How much of an answer's body is quoted. UTF-16 units. */
const longestBody = 120

/** What a step did, in a sentence. A type or an event nobody knows is named as it is. */
export function sentenceOf(visit: Visit): Said {
  const type = visit.step.type ?? ''
  const template = Object.hasOwn(templates, type) ? templates[type] : undefined
  return template?.(visit, visit.step.name ?? '') ?? named(visit)
}

const templates: Record<string, Template> = {
  ...callTemplates,

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
      case 'incomingParent': {
        const passed = visit.known.entries('trigger', 'parent', 'parameters')
        return fine(
          ...subflow(visit.subflow),
          ' began',
          ...(passed.length > 0 ? [' with ', ...list(passed)] : []),
        )
      }
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

  'split-based-on': (visit, event) => {
    if (event === 'noMatch') return fine('Decided ', widget(visit), ': no condition was met')
    return event === 'match' ? fine('Decided ', widget(visit), ': a condition was met') : null
  },

  'make-http-request': (visit, event) => request(visit, event, 'A web service'),
  'run-function': (visit, event) => request(visit, event, 'A function'),

  'set-variables': (visit, event) => {
    if (event !== 'next') return null
    const set = variablesSet(visit)
    return set.length > 0 ? fine('Remembered ', ...list(set)) : fine('Set variables')
  },

  'run-subflow': (visit, event) => {
    const which = subflow(visit.step.transitioned_from)
    if (event === 'completed') return fine(...which, ' ran to its end')
    return event === 'failed' ? trouble('failed', ...which, ' could not be run') : null
  },

  'add-twiml-redirect': (_, event) => {
    if (event === 'return') return fine('Came back from TwiML of another address')
    if (event === 'timeout') return trouble('no reply', 'The TwiML of another address took too long')
    return event === 'fail' ? trouble('failed request', 'The TwiML of another address failed') : null
  },
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

function subflow(of: string | null): Words[] {
  return of === null ? ['A subflow'] : ['The subflow ', name(of)]
}

/** What Set Variables leaves under its own name is what it set; else what differs from before is. */
function variablesSet({ step, known, before }: Visit): (readonly [string, string])[] {
  const left = step.transitioned_from === null ? [] : known.entries('widgets', step.transitioned_from)
  if (left.length > 0 || before === null) return left
  const old = new Map(before.entries('flow', 'variables'))
  return known.entries('flow', 'variables').filter(([key, value]) => old.get(key) !== value)
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

function answer(body: string | null): Words[] {
  return body === null || body === '' ? [] : [': ', quote(body, '', longestBody)]
}
