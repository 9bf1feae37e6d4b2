import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { stepSchema, type Step } from '#contract/resources.ts'
import { indexJson } from '#json/parse/document.ts'
import { runStart, stepsOf } from '#testing/steps.ts'

import { buildConversation } from './conversation.ts'
import { contextFromDocument, contextFromValue, emptyContext } from './context-reader.ts'
import { buildStory } from './build-story.ts'
import { formatTicket, formatSegments } from './ticket-markdown.ts'

const trigger = { trigger: { message: { Body: 'Where is my order?', NumMedia: '0' } } }
const repliedContext = {
  ...trigger,
  widgets: { ask: { outbound: { Body: 'Which number?' }, inbound: { Body: '4711', NumMedia: '1' } } },
}
const pendingContext = { ...trigger, widgets: { ask: { outbound: { Body: 'Which number?' } } } }

const lookupResult = (fields: object) => ({ widgets: { lookup: fields } })
const variables = (all: object) => ({ flow: { variables: all } })

const sentenceTexts = (
  steps: readonly Step[],
  status = 'ended',
  runContext = emptyContext,
  now = runStart,
) => {
  const { sentences, ending } = buildStory(steps, runContext, status, now)
  return [
    ...sentences.map(({ segments }) => formatSegments(segments)),
    ending && formatSegments(ending.segments),
  ]
}

describe('sentences', () => {
  test('a question and its reply', () => {
    expect(
      sentenceTexts(
        stepsOf(
          ['Trigger', 'incomingMessage', 'trigger', 0, trigger],
          ['ask', 'incomingMessage', 'send-and-wait-for-reply', 32, repliedContext],
        ),
      ),
    ).toEqual([
      'They wrote “Where is my order?”',
      'Asked “Which number?”; they replied “4711” with an attachment after 32 s',
      'Completed at `ask`',
    ])
  })

  test.each<[string, [string, string, string, number, object?][], string]>([
    [
      'no reply, and a goodbye after it',
      [
        ['ask', 'timeout', 'send-and-wait-for-reply', 3600, pendingContext],
        ['bye', 'sent', 'send-message', 3602],
      ],
      'Ended: no reply at `ask`',
    ],
    ['a hang-up', [['menu', 'hangup', 'gather-input-on-call', 4]], 'Ended: hang-up at `menu`'],
    [
      'a failed request',
      [
        ['lookup', 'failed', 'make-http-request', 11],
        ['sorry', 'sent', 'send-message', 12],
      ],
      'Ended: request failed at `lookup`',
    ],
    [
      'a message that was not delivered',
      [['bye', 'failed', 'send-message', 1]],
      'Ended: message not delivered at `bye`',
    ],
    [
      'a failure, and a reply after it',
      [
        ['lookup', 'failed', 'make-http-request', 1],
        ['ask', 'incomingMessage', 'send-and-wait-for-reply', 9, repliedContext],
      ],
      'Completed at `ask`',
    ],
  ])('the outcome of %s', (_, steps, ending) => {
    const last = sentenceTexts(stepsOf(...steps)).at(-1)
    expect(last).toBe(ending)
  })

  test('the outcome of a run that reached a limit', () => {
    const same = Array.from({ length: 10 }, (_, i): [string, string, string, number] => [
      'loop',
      'next',
      'set-variables',
      i,
    ])
    expect(sentenceTexts(stepsOf(...same)).at(-1)).toContain('ran 10 times in a row')
    const many = Array.from({ length: 1000 }, (_, i): [string, string, string, number] => [
      `w${i}`,
      'next',
      'set-variables',
      i,
    ])
    expect(sentenceTexts(stepsOf(...many)).at(-1)).toContain('1,000 steps')
  })

  test('a tenth try that succeeded is no limit', () => {
    const tries = Array.from({ length: 10 }, (_, i): [string, string, string, number] => [
      'lookup',
      i < 9 ? 'failed' : 'success',
      'make-http-request',
      i,
    ])
    expect(sentenceTexts(stepsOf(...tries)).at(-1)).toBe('Completed at `lookup`')
  })

  test('a run whose last step leads to another widget was ended from outside', () => {
    const steps = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0, trigger])
    const endingOf = (to: string | null) =>
      sentenceTexts(steps.map((step) => ({ ...step, transitioned_to: to }))).at(-1)
    expect(endingOf('ask')).toBe('Ended from outside while in `ask`')
    expect(endingOf('Ended')).toBe('Completed at `Trigger`')
    // It does not say whether the flow came to its end.
    expect(endingOf(null)).toBe('Ended at `Trigger`')
  })

  test('the outcome of an active run: where it waits, and how long', () => {
    const [step] = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0, trigger])
    const steps = [{ ...stepSchema.parse(step), transitioned_to: 'ask' }]
    expect(sentenceTexts(steps, 'active', emptyContext, runStart + 7_200_000).at(-1)).toBe(
      'Waiting at `ask` for 2 h',
    )
    expect(sentenceTexts(steps, 'active', emptyContext, runStart + 300).at(-1)).toBe('Waiting at `ask`')
    expect(sentenceTexts(steps, 'paused').at(-1)).toBeNull()
    // It ended after its status was read.
    expect(
      sentenceTexts(stepsOf(['ask', 'timeout', 'send-and-wait-for-reply', 5]), 'active').at(-1),
    ).toBeNull()
  })

  test('responses and failures of HTTP requests and functions', () => {
    expect(
      sentenceTexts(
        stepsOf(
          ['lookup', 'success', 'make-http-request', 1, lookupResult({ status_code: 200, body: '{"a":1}' })],
          ['lookup', 'failed', 'make-http-request', 2, lookupResult({ status_code: 502, body: '' })],
          [
            'lookup',
            'failed',
            'make-http-request',
            3,
            lookupResult({ status_code: null, body: '', error: 'Timed out' }),
          ],
          ['lookup', 'success', 'run-function', 4, lookupResult({ status_code: 200 })],
        ),
      ).slice(0, 4),
    ).toEqual([
      'The HTTP request returned 200: “{"a":1}”',
      'The HTTP request failed with 502',
      'The HTTP request failed: “Timed out”',
      'The function returned 200',
    ])
  })

  test('variables that a step set are those that differ from before', () => {
    expect(
      sentenceTexts(
        stepsOf(
          ['a', 'next', 'set-variables', 0, variables({ x: '1' })],
          ['b', 'next', 'set-variables', 1, variables({ x: '1', y: '2', z: 3 })],
        ),
      ).slice(0, 2),
    ).toEqual(['Set `x` = “1”', 'Set `y` = “2”, `z` = “3”'])
  })

  test('without step contexts, a widget’s last execution is described from the run’s context', () => {
    const steps = stepsOf(
      ['ask', 'timeout', 'send-and-wait-for-reply', 10],
      ['ask', 'incomingMessage', 'send-and-wait-for-reply', 20],
    )
    expect(
      sentenceTexts(steps, 'ended', contextFromDocument(indexJson(JSON.stringify(repliedContext)))).slice(
        0,
        2,
      ),
    ).toEqual([
      'Asked a question; no reply',
      'Asked “Which number?”; they replied “4711” with an attachment after 10 s',
    ])
  })

  test('any steps give one sentence each, without an exception', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'trigger',
        'send-message',
        'run-subflow',
        'capture-payments',
        'enqueue-call',
        'make-outgoing-call-v2',
        'constructor',
        '__proto__',
        'timeout',
        'hangup',
        'failed',
        'success',
      ),
      fc.string({ unit: 'binary' }),
    )
    const step = fc.record({
      name: fc.option(word),
      type: fc.option(word),
      transitioned_from: fc.option(word),
      transitioned_to: fc.option(word),
      context: fc.jsonValue(),
      date_created: fc.constantFrom(null, '2026-11-03T09:12:45Z', 'never'),
    })
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.constantFrom('active', 'ended', null),
        (raw, status) => {
          const steps = raw.map((fields) => stepSchema.parse(fields))
          const story = buildStory(steps, contextFromValue(raw[0]?.context), status, runStart)
          expect(story.sentences.filter(({ segments }) => segments.length > 0)).toHaveLength(steps.length)
          buildConversation(steps, emptyContext)
          formatTicket(story, {
            flow: { name: null, sid: 'FW' },
            engagementSid: 'FN',
            contact: null,
            status,
            link: '',
            stepLink: null,
            zone: 'UTC',
            mask: (text) => text,
          })
        },
      ),
    )
  })
})

describe('the ticket', () => {
  test('has times in the zone and the link, and escapes text from outside', () => {
    const steps = stepsOf([
      'Trigger',
      'incomingMessage',
      'trigger',
      0,
      { trigger: { message: { Body: '# *Hi*\n[x](http://e.example) \u202e<img>' } } },
    ])
    expect(
      formatTicket(buildStory(steps, emptyContext, 'ended', runStart), {
        flow: { name: 'Orders *new*', sid: 'FW1' },
        engagementSid: 'FN1',
        contact: '+14155550123',
        status: 'ended',
        link: 'https://desk.example/flows/FW/engagements/FN1',
        stepLink: 'https://desk.example/flows/FW/engagements/FN1?tab=steps&step=FT1',
        zone: 'Europe/Berlin',
        mask: (text) => text,
      }),
    ).toMatchInlineSnapshot(`
      "**Flow** Orders \\*new\\* \`FW1\`
      **Engagement** \`FN1\`
      **Contact** +14155550123
      **Status** ended, started 2026-11-03 10:12:45 UTC+1
      **Outcome** Completed at \`Trigger\` ([step](https://desk.example/flows/FW/engagements/FN1?tab=steps&step=FT1))

      1. 2026-11-03 10:12:45 UTC+1: They wrote “# \\*Hi\\* / \\[x\\](http://e.example) U+202E\\<img\\>” (\`Trigger\`)

      https://desk.example/flows/FW/engagements/FN1
      "
    `)
  })
})

test('a parsed value and a JSON text give the same context reader', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue(), { maxKeys: 2 }), (value) => {
      const text = JSON.stringify(value)
      const [one, other] = [contextFromValue(JSON.parse(text)), contextFromDocument(indexJson(text))]
      // Only the JSON text keeps the spelling of a number.
      const normalize = (read: string | null) => (typeof value['a'] === 'number' ? Number(read) : read)
      expect(normalize(one.text('a'))).toBe(normalize(other.text('a')))
      expect(one.entries().map(([key]) => key)).toEqual(other.entries().map(([key]) => key))
    }),
  )
})

test('emoji stay whole in a ticket, also a flag that is written with tags', () => {
  const emoji = '👨\u200d👩\u200d👧 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'
  expect(formatSegments([{ quote: emoji }])).toBe(`“${emoji}”`)
})
