import { expect, test } from 'vitest'

import { stepSchema, type Step } from '#contract/resources.ts'
import { runStart, stepsOf, stepsOverConversations } from '#testing/steps.ts'

import { buildStory } from '#story/build-story.ts'
import { buildConversation } from '#story/conversation.ts'
import { emptyContext } from '#story/context-reader.ts'
import { formatSegments } from '#story/ticket-markdown.ts'

/** The sentences of an ended run, and its ending. */
function sentenceTexts(steps: readonly Step[]) {
  const { sentences, ending } = buildStory(steps, emptyContext, 'ended', runStart)
  return [
    ...sentences.map(({ segments }) => formatSegments(segments)),
    ending && formatSegments(ending.segments),
  ]
}

/** The sentences of a run that sent one message. */
const sendTexts = (event: string, outbound: object) =>
  sentenceTexts(stepsOf(['bye', event, 'send-message', 1, { widgets: { bye: { outbound } } }]))

test('a result with an error counts more than the event', () => {
  const lookup = stepsOf([
    'lookup',
    'success',
    'make-http-request',
    1,
    { widgets: { lookup: { status_code: 503, body: '' } } },
  ])
  expect(sentenceTexts(lookup)).toEqual([
    'The HTTP request failed with 503',
    'Ended: request failed at `lookup`',
  ])
  expect(sendTexts('sent', { Body: 'Bye', ErrorCode: '30007', ErrorMessage: 'Message filtered' })).toEqual([
    'Couldn’t deliver “Bye”: the message was filtered by Twilio or the carrier ([error 30007](https://www.twilio.com/docs/api/errors/30007))',
    'Ended: message not delivered at `bye`',
  ])
  expect(sendTexts('sent', { Body: 'Bye', SmsStatus: 'undelivered' })[0]).toBe('Couldn’t deliver “Bye”')
  expect(sendTexts('sent', { Body: 'Bye', ErrorCode: null, SmsStatus: 'sent' })[0]).toBe('Sent “Bye”')
})

/** The sentence of an HTTP request that started a run and got status 409. */
const requestText = (parsed: object) =>
  sentenceTexts(
    stepsOf([
      'start_survey',
      'failed',
      'make-http-request',
      1,
      { widgets: { start_survey: { status_code: 409, body: JSON.stringify(parsed), parsed } } },
    ]),
  )[0]

test('an error response of Twilio’s API is quoted with its code, one of another API as it is', () => {
  const message = `Execution FN${'0'.repeat(32)} is already active for this contact`
  const twilio = { code: 20409, message, more_info: 'https://www.twilio.com/docs/errors/20409' }
  expect(requestText(twilio)).toBe(
    `The HTTP request failed with 409: “${message}” ([error 20409](https://www.twilio.com/docs/api/errors/20409))`,
  )
  for (const other of [
    { ...twilio, more_info: 'https://api.example.com' },
    { ...twilio, code: '../20409' },
  ])
    expect(requestText(other)).toMatch(/^The HTTP request failed with 409: “\{"code":/)
})

/** The sentence of a question that was not delivered. */
const questionText = (outbound: object) =>
  sentenceTexts(
    stepsOf(['ask', 'deliveryFailure', 'send-and-wait-for-reply', 1, { widgets: { ask: { outbound } } }]),
  )[0]

test('a question that was not delivered is quoted, or named without its text', () => {
  expect(questionText({ Body: 'Why?' })).toBe('Couldn’t deliver the question “Why?”')
  expect(questionText({})).toBe('Couldn’t deliver a question')
})

test('external TwiML that timed out is no missing reply', () => {
  expect(sentenceTexts(stepsOf(['more', 'timeout', 'add-twiml-redirect', 1, {}]))).toEqual([
    'External TwiML timed out',
    'Ended: request failed at `more`',
  ])
})

test('an error code that is not in the table has its message; what is no code is not linked', () => {
  expect(sendTexts('failed', { ErrorCode: 39999, ErrorMessage: 'Odd' })[0]).toBe(
    'Couldn’t deliver a message: “Odd” ([error 39999](https://www.twilio.com/docs/api/errors/39999))',
  )
  expect(sendTexts('failed', { ErrorCode: '../x', ErrorMessage: 'Odd' })[0]).toBe(
    'Couldn’t deliver a message: “Odd”',
  )
})

test.each([
  'failed',
  'fail',
  'failure',
  'callFailure',
  'failedToEnqueue',
  'deliveryFailure',
  'providerError',
  'requestRejected',
  'service-unavailable',
])('an unknown type with the event %s is trouble, and so is the ending', (event) => {
  expect(sentenceTexts(stepsOf(['poll', event, 'space-widget', 0]))).toEqual([
    `\`poll\` ended with \`${event}\` (space-widget)`,
    'Failed at `poll`',
  ])
})

test('every widget type of Twilio has its own sentence for each of its events', () => {
  const events: Record<string, string> = {
    trigger: 'incomingMessage incomingCall incomingRequest incomingConversationMessage incomingParent',
    'send-message': 'sent failed',
    'send-and-wait-for-reply': 'incomingMessage incomingConversationMessage timeout deliveryFailure',
    'split-based-on': 'match noMatch',
    'set-variables': 'next',
    'run-function': 'success fail',
    'make-http-request': 'success failed',
    'gather-input-on-call': 'keypress speech timeout failed',
    'say-play': 'audioComplete',
    'record-voicemail': 'recordingComplete noAudio hangup',
    'record-call': 'success failed',
    'connect-call-to': 'callCompleted hangup',
    'make-outgoing-call-v2': 'answered busy noAnswer failed',
    'make-outgoing-call-v1': 'answered busy noAnswer failed answeredByMachine hangup',
    'enqueue-call': 'callComplete failedToEnqueue callFailure',
    'send-to-flex': 'callComplete failedToEnqueue callFailure composerStarted created',
    'fork-stream': 'next',
    'capture-payments': 'success maxFailedAttempts providerError payInterrupted hangup validationError',
    'add-twiml-redirect': 'return timeout fail',
    'run-subflow': 'completed failed',
    'send-to-auto-pilot': 'sessionEnded failure timeout',
    'connect-virtual-agent': 'hangup return',
    'connect-virtual-agent-v2': 'completed live-agent-handoff hangup failed paused timeout',
    'start-conversation': 'created failed',
    'resume-conversation': 'resumed failed',
    'run-conversation-relay': 'success failed',
  }
  for (const [type, names] of Object.entries(events)) {
    for (const event of names.split(' ')) {
      const [sentence] = sentenceTexts(stepsOf(['w', event, type, 0]))
      expect(sentence, `${type} ${event}`).not.toContain('ended with')
    }
  }
})

/** A code as the ticket links it. */
const link = (code: number) => `([error ${code}](https://www.twilio.com/docs/api/errors/${code}))`

test('an error code is read wherever a result has it, and an unknown one gets no meaning', () => {
  for (const outbound of [
    { ErrorCode: 30003 },
    { ErrorCode: ' 30003 ' },
    { error_code: '30003' },
    { errorCode: 30003 },
    { error: { code: 30003 } },
    { details: { code: '30003' } },
  ])
    expect(sendTexts('sent', outbound)[0]).toBe(
      `Couldn’t deliver a message: the phone can’t be reached ${link(30003)}`,
    )
  expect(sendTexts('failed', { error_code: 39998 })[0]).toBe(`Couldn’t deliver a message ${link(39998)}`)
  for (const code of [0, '00000', 303, 'E30003', null, {}, '-30003'])
    expect(sendTexts('sent', { Body: 'Bye', ErrorCode: code })[0]).toBe('Sent “Bye”')
})

test.each(['failed', 'deliveryFailure', 'undelivered'])(
  'a message whose event is %s was not delivered, in story, ending and conversation',
  (event) => {
    for (const type of ['send-message', 'send-and-wait-for-reply']) {
      const steps = stepsOf(['ask', event, type, 1, { widgets: { ask: { outbound: { Body: 'Hi' } } } }])
      const [sentence, ending] = sentenceTexts(steps)
      expect(sentence).toMatch(/^Couldn’t deliver /)
      expect(ending).toBe('Ended: message not delivered at `ask`')
      expect(buildConversation(steps, emptyContext)).toMatchObject([{ isDelivered: false }])
    }
  },
)

test.each([
  ['success', { status_code: '200' }, 'The function returned 200'],
  ['success', { status_code: 404 }, 'The function failed with 404'],
  [
    'success',
    { status_code: '500 Internal Server Error' },
    'The function failed with 500 Internal Server Error',
  ],
  ['success', {}, 'The function succeeded'],
  ['success', { status_code: '' }, 'The function succeeded'],
  ['success', { status_code: 0 }, 'The function succeeded'],
  ['fail', { status_code: 0 }, 'The function failed'],
  ['fail', {}, 'The function failed'],
  ['fail', { status_code: '0', error: 'Timed out' }, 'The function failed: “Timed out”'],
  ['fail', { error: 'x'.repeat(5000) }, `The function failed: “${'x'.repeat(300)}…”`],
  ['success', { body: `${'x'.repeat(110)} 415 555 0142` }, `The function succeeded: “${'x'.repeat(110)} …”`],
  // Text from outside is quoted, so that it is masked and has no markup.
  ['fail', { status_code: '503 [x](y)' }, 'The function failed with “503 \\[x\\](y)”'],
  [
    'success',
    { status_code: '200, call +1 415 555 0100' },
    'The function returned “200, call +1 415 555 0100”',
  ],
])('a function that ended with %s and %o', (event, result, sentence) => {
  expect(sentenceTexts(stepsOf(['f', event, 'run-function', 1, { widgets: { f: result } }]))[0]).toBe(
    sentence,
  )
})

test('a type that is no name of Twilio’s is written as a name from outside', () => {
  expect(sentenceTexts(stepsOf(['w', 'next', '[x](y)\n', 1]))[0]).toBe(
    '`w` ended with `next` (`[x](y)U+000A`)',
  )
})

test('an unknown event that says hang-up is one, whatever the type', () => {
  for (const type of ['send-to-flex', 'say-play-2', 'add-twiml-redirect'])
    expect(sentenceTexts(stepsOf(['w', 'hangup', type, 1]))[1]).toBe('Ended: hang-up at `w`')
})

test.each([
  ['lineBusy', 'Ended: line busy at `w`'],
  ['no-answer', 'Ended: no answer at `w`'],
  ['noError', 'Completed at `w`'],
  ['withoutFailure', 'Completed at `w`'],
  ['next', 'Completed at `w`'],
])('an unknown type with the event %s: %s', (event, ending) => {
  expect(sentenceTexts(stepsOf(['w', event, 'space-widget', 1]))[1]).toBe(ending)
})

test.each([
  ['connect-call-to', 'callCompleted', { DialCallStatus: 'No_Answer' }, 'Couldn’t be connected: no answer'],
  [
    'connect-call-to',
    'hangup',
    { DialCallStatus: 'COMPLETED', DialCallDuration: '65' },
    'They were connected and talked for 1 min 5 s',
  ],
  [
    'connect-call-to',
    'callCompleted',
    { DialCallStatus: 'failed', DialSipResponseCode: '603' },
    'Couldn’t be connected: the call failed with SIP status 603',
  ],
  ['make-outgoing-call-v2', 'answered', { CallStatus: 'Busy' }, 'Called them; the line was busy'],
  [
    'make-outgoing-call-v2',
    'answered',
    { AnsweredBy: 'Machine_End_Beep' },
    'Called them; an answering machine picked up',
  ],
  ['enqueue-call', 'callComplete', { QueueResult: 'QUEUE_FULL' }, 'Couldn’t join the queue: it was full'],
  ['record-voicemail', 'hangup', { RecordingDuration: '14' }, 'They left a message of 14 s and hung up'],
])('%s with %s and %j: the result counts, in any spelling', (type, event, result, sentence) => {
  expect(sentenceTexts(stepsOf(['w', event, type, 1, { widgets: { w: result } }]))[0]).toBe(sentence)
})

test('an empty text is a message without words', () => {
  const photo = { trigger: { message: { Body: '', NumMedia: 2 } } }
  expect(sentenceTexts(stepsOf(['Trigger', 'incomingMessage', 'trigger', 0, photo]))[0]).toBe(
    'They wrote a message with 2 attachments',
  )
})

test('unknown types and events are named', () => {
  expect(
    sentenceTexts(
      stepsOf(['poll', 'next', 'space-widget', 0], ['call', 'levitated', 'connect-call-to', 1]),
    ).slice(0, 2),
  ).toEqual(['`poll` ended with `next` (space-widget)', '`call` ended with `levitated` (connect-call-to)'])
  expect(sentenceTexts([stepSchema.parse({})])[0]).toBe('A step ended')
})

test('a reply over Conversations is quoted', () => {
  expect(sentenceTexts(stepsOverConversations).slice(0, 2)).toEqual([
    'They wrote “Hello”',
    'Asked “Which number?”; they replied “4711” after 30 s',
  ])
})

test('a virtual agent that failed, and why', () => {
  const result = {
    VirtualAgentStatus: 'failed',
    VirtualAgentError: 'No answer',
    VirtualAgentErrorCode: '32902',
  }
  expect(
    sentenceTexts(stepsOf(['bot', 'failed', 'connect-virtual-agent-v2', 1, { widgets: { bot: result } }])),
  ).toEqual([
    'The virtual agent failed: “No answer” ([error 32902](https://www.twilio.com/docs/api/errors/32902))',
    'Failed at `bot`',
  ])
})
