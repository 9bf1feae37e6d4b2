import {
  errorSegments,
  failure,
  isErrorCode,
  ok,
  quoteSegment,
  statusResult,
  widgetResult,
  withinText,
  type SentenceTemplate,
} from '#story/sentence-parts.ts'

const autopilot: SentenceTemplate = (execution, event) => {
  switch (event) {
    case 'sessionEnded':
      return ok('The Autopilot session ended')
    case 'timeout':
      return failure('no reply', 'No reply in the Autopilot session', withinText(execution))
    case 'failure':
      return failure('failed', 'The Autopilot session failed', ...errorSegments(execution))
    default:
      return null
  }
}

/** @see https://www.twilio.com/docs/voice/twiml/connect/virtualagent */
const virtualAgent: SentenceTemplate = (execution, event) => {
  const error = widgetResult(execution, 'VirtualAgentError') ?? ''
  const code = widgetResult(execution, 'VirtualAgentErrorCode') ?? ''
  const status = statusResult(execution, 'VirtualAgentStatus')
  if (event === 'failed' || status === 'failed') {
    return failure(
      'failed',
      'The virtual agent failed',
      ...(error === '' ? errorSegments(execution) : [': ', quoteSegment(error, '')]),
      ...(isErrorCode(code) ? [' (', { errorCode: code }, ')'] : []),
    )
  }
  // The older widget leads on by one event, however the conversation ended.
  switch (status === 'live-agent-handoff' ? status : event) {
    case 'return':
    case 'completed':
      return ok('The virtual agent finished')
    case 'live-agent-handoff':
      return ok('The virtual agent asked for a person to take over')
    case 'paused':
      return ok('The virtual agent paused')
    case 'hangup':
      return failure('hang-up', 'They hung up while talking to the virtual agent')
    case 'timeout':
      return failure('no reply', 'The virtual agent got no reply', withinText(execution))
    default:
      return null
  }
}

/** Sentences for widgets that hand the conversation to a program. */
export const virtualAgentTemplates: Record<string, SentenceTemplate> = {
  // Twilio spells it with a second hyphen.
  'send-to-auto-pilot': autopilot,
  'send-to-autopilot': autopilot,
  'connect-virtual-agent': virtualAgent,
  'connect-virtual-agent-v2': virtualAgent,

  'run-conversation-relay': (execution, event) => {
    if (event === 'failed') {
      return failure('failed', 'The AI conversation failed', ...errorSegments(execution))
    }
    if (event !== 'success') return null
    const status = statusResult(execution, 'SessionStatus')
    if (status === 'failed') {
      return failure('failed', 'The AI conversation failed', ...errorSegments(execution))
    }
    const handoff = widgetResult(execution, 'HandoffData') ?? ''
    return ok(
      'The AI conversation ended',
      ...(handoff === '' ? [] : [' and handed over ', quoteSegment(handoff, '')]),
    )
  },
}
