import { virtualAgentTemplates } from './virtual-agent-templates.ts'
import { incomingMessage, isDeliveryFailure, wasNotDelivered } from '#story/messages.ts'
import { voiceTemplates } from './voice-templates.ts'
import {
  afterText,
  widgetResult,
  ok,
  entrySegments,
  errorSegments,
  attachmentText,
  errorCode,
  nameSegment,
  quoteSegment,
  failure,
  isErrorCode,
  widgetSegment,
  withinText,
  type FailureKind,
  type SentenceParts,
  type SentenceTemplate,
  type Segment,
} from '#story/sentence-parts.ts'
import { isIncomingMessage, type StepExecution } from '#story/step-executions.ts'

/** Max quoted length of a response's body, in UTF-16 units. */
const maxBodyLength = 120

/** Describes a step in a sentence. An unknown type or event is named as it is. */
export function describeStep(execution: StepExecution): SentenceParts {
  const type = execution.step.type ?? ''
  const template = Object.hasOwn(messageTemplates, type) ? messageTemplates[type] : undefined
  const sentence = template?.(execution, execution.step.name ?? '') ?? fallbackSentence(execution)
  return sentence.failure === null ? sentence : withErrorCode(sentence, execution)
}

/** Says the error code of a failure whose own sentence names none: a busy line may have one, too. */
function withErrorCode({ failure: kind, segments }: SentenceParts, execution: StepExecution): SentenceParts {
  const code = errorCode(execution)
  if (code === null || segments.some((segment) => typeof segment === 'object' && 'errorCode' in segment))
    return { failure: kind, segments }
  return failure(kind ?? 'failed', ...segments, ' (', { errorCode: code }, ')')
}

const messageTemplates: Record<string, SentenceTemplate> = {
  ...voiceTemplates,
  ...virtualAgentTemplates,

  trigger: (execution, event) => {
    switch (event) {
      case 'incomingMessage':
      case 'incomingConversationMessage': {
        const { context, path } = incomingMessage(execution)
        return ok(
          'They wrote ',
          quoteSegment(context.text(...path, 'Body'), 'a message'),
          attachmentText(context, ...path),
        )
      }
      case 'incomingCall': {
        const to = execution.context.text('trigger', 'call', 'To')
        return ok('They called', ...(to === null ? [] : [' ', nameSegment(to)]))
      }
      case 'incomingRequest': {
        const data = execution.context.entries('flow', 'data')
        return ok(
          'Started through the REST API',
          ...(data.length > 0 ? [' with ', ...entrySegments(data)] : []),
        )
      }
      case 'incomingParent': {
        const passed = execution.context.entries('trigger', 'parent', 'parameters')
        return ok(
          ...subflowSegments(execution.subflow),
          ' started',
          ...(passed.length > 0 ? [' with ', ...entrySegments(passed)] : []),
        )
      }
      default:
        return null
    }
  },

  'send-message': (execution, event) => {
    const body = quoteSegment(widgetResult(execution, 'outbound', 'Body'), 'a message')
    if (isDeliveryFailure(event) || wasNotDelivered(execution)) {
      return failure('not delivered', 'Couldn’t deliver ', body, ...errorSegments(execution, 'outbound'))
    }
    return event === 'sent' || event === 'delivered' ? ok('Sent ', body) : null
  },

  'send-and-wait-for-reply': (execution, event) => {
    const question = quoteSegment(widgetResult(execution, 'outbound', 'Body'), 'a question')
    if (isIncomingMessage(event)) {
      const { context, path } = incomingMessage(execution)
      return ok(
        'Asked ',
        question,
        '; they replied ',
        quoteSegment(context.text(...path, 'Body'), 'with a message'),
        attachmentText(context, ...path),
        afterText(execution),
      )
    }
    if (isDeliveryFailure(event) || wasNotDelivered(execution)) {
      return failure(
        'not delivered',
        'Couldn’t deliver ',
        ...(typeof question === 'string' ? [] : ['the question ']),
        question,
        ...errorSegments(execution, 'outbound'),
      )
    }
    return event === 'timeout'
      ? failure('no reply', 'Asked ', question, '; no reply', withinText(execution))
      : null
  },

  'split-based-on': (execution, event) => {
    const widget = widgetSegment(execution, 'A split')
    if (event === 'noMatch') return ok(widget, ': no condition matched')
    return event === 'match' ? ok(widget, ': a condition matched') : null
  },

  'make-http-request': (execution, event) => describeRequest(execution, event, 'The HTTP request'),
  'run-function': (execution, event) => describeRequest(execution, event, 'The function'),

  'set-variables': (execution, event) => {
    if (event !== 'next') return null
    const set = variablesSet(execution)
    return set.length > 0 ? ok('Set ', ...entrySegments(set)) : ok('Set variables')
  },

  'run-subflow': (execution, event) => {
    const subflow = subflowSegments(execution.step.transitioned_from)
    if (event === 'completed') return ok(...subflow, ' completed')
    return event === 'failed' ? failure('failed', ...subflow, ' couldn’t be run') : null
  },

  'start-conversation': (execution, event) => {
    if (event === 'created') return ok('Started a conversation')
    return event === 'failed'
      ? failure('failed', 'The conversation couldn’t be started', ...errorSegments(execution))
      : null
  },
  'resume-conversation': (execution, event) => {
    if (event === 'resumed') return ok('Resumed the conversation')
    return event === 'failed'
      ? failure('failed', 'The conversation couldn’t be resumed', ...errorSegments(execution))
      : null
  },

  'add-twiml-redirect': (_, event) => {
    if (event === 'return') return ok('Returned from external TwiML')
    if (event === 'timeout') return failure('failed request', 'External TwiML timed out')
    return event === 'fail' ? failure('failed request', 'External TwiML failed') : null
  },
}

function describeRequest(execution: StepExecution, event: string, subject: string): SentenceParts | null {
  const statusCode = widgetResult(execution, 'status_code') ?? ''
  // No answer came: 0 is no status of HTTP.
  const status = Number.parseInt(statusCode, 10) > 0 ? statusCode : null
  const body = widgetResult(execution, 'body')
  // "503 Service Unavailable" is one, too.
  const hasErrorStatus = Number.parseInt(status ?? '', 10) >= 400
  if (event === 'success' && !hasErrorStatus) {
    const result = status === null ? [' succeeded'] : [' returned ', statusSegment(status)]
    return ok(subject, ...result, ...bodySegments(body))
  }
  if (event !== 'failed' && event !== 'fail' && !hasErrorStatus) return null
  const error = widgetResult(execution, 'error')
  if (status === null && error !== null)
    return failure('failed request', subject, ' failed: ', quoteSegment(error, ''))
  return failure(
    'failed request',
    subject,
    ' failed',
    ...(status === null ? [] : [' with ', statusSegment(status)]),
    ...(twilioErrorSegments(execution) ?? bodySegments(body)),
  )
}

/** A status such as "503 Service Unavailable"; a quotation of anything else. */
function statusSegment(status: string): Segment {
  return /^\d{3}( [A-Za-z][A-Za-z '-]{0,40})?$/.test(status) ? status : quoteSegment(status, '')
}

/** What an error response of Twilio's own API says, with its code; null for any other response. */
function twilioErrorSegments(execution: StepExecution): Segment[] | null {
  const isTwilio =
    widgetResult(execution, 'parsed', 'more_info')?.startsWith('https://www.twilio.com/') ?? false
  const code = widgetResult(execution, 'parsed', 'code') ?? ''
  const message = widgetResult(execution, 'parsed', 'message')
  if (!isTwilio || message === null || !isErrorCode(code)) return null
  return [': ', quoteSegment(message, ''), ' (', { errorCode: code }, ')']
}

function subflowSegments(widget: string | null): Segment[] {
  return widget === null ? ['A subflow'] : ['The subflow ', nameSegment(widget)]
}

/** The variables a step set: its own result, or else the variables that differ from the context before. */
function variablesSet({ step, context, contextBefore }: StepExecution): (readonly [string, string])[] {
  const ownResult = step.transitioned_from === null ? [] : context.entries('widgets', step.transitioned_from)
  if (ownResult.length > 0 || contextBefore === null) return ownResult
  const old = new Map(contextBefore.entries('flow', 'variables'))
  return context.entries('flow', 'variables').filter(([key, value]) => old.get(key) !== value)
}

/** Describes a step of an unknown type or event. An event whose name says failure or hang-up is one. */
function fallbackSentence(execution: StepExecution): SentenceParts {
  const { transitioned_from: widget, name, type } = execution.step
  const segments: Segment[] = [
    ...(widget === null ? ['A step'] : [nameSegment(widget)]),
    ...(name === null ? [' ended'] : [' ended with ', nameSegment(name)]),
    ...(type === null ? [] : [' (', isTypeName(type) ? type : nameSegment(type), ')']),
  ]
  const kind = failuresByName.find(({ pattern }) => name !== null && pattern.test(name))?.kind ?? null
  if (kind === null) return ok(...segments)
  return failure(kind, ...segments, ...(kind === 'failed' ? errorSegments(execution) : []))
}

/** Whether a type is spelt as Twilio's are. Anything else is a name from outside: it may be text of any kind. */
const isTypeName = (type: string) => /^[a-z]+(-[a-z0-9]{1,20})*$/.test(type) && type.length <= 60

/** What the names of unknown events say; "noError" says the opposite. */
const failuresByName: readonly { pattern: RegExp; kind: FailureKind }[] = [
  { pattern: /hang[-_ ]?up/i, kind: 'hang-up' },
  { pattern: /no[-_ ]?answer|not[-_ ]?answered|unanswered/i, kind: 'no answer' },
  { pattern: /busy/i, kind: 'busy' },
  {
    pattern:
      /(?<!\bno[-_ ]?|\bwithout[-_ ]?)(?:fail|error)|undelivered|reject|declined|denied|refused|aborted|exception|unreachable|unavailable/i,
    kind: 'failed',
  },
]

function bodySegments(body: string | null): Segment[] {
  return body === null || body === '' ? [] : [': ', quoteSegment(body, '', maxBodyLength)]
}
