import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { stepSchema } from '#contract/step.ts'
import { indexJson } from '#json/document.ts'

import { conversationOf } from './conversation.ts'
import { knownIn, knownOf, nothingKnown } from './known.ts'
import { tellStory } from './tell.ts'
import { printTicket, printWords } from './ticket.ts'

const start = Date.UTC(2026, 10, 3, 9, 12, 45)

/** Steps as the API has them: widget, event, type, seconds since the start, context. */
function run(...steps: [from: string, event: string, type: string, second: number, context?: object][]) {
  return steps.map(([from, event, type, second, context], i) =>
    stepSchema.parse({
      name: event,
      type,
      transitioned_from: from,
      transitioned_to: steps[i + 1]?.[0] ?? 'Ended',
      date_created: new Date(start + second * 1000).toISOString(),
      context: context ?? {},
    }),
  )
}

const trigger = { trigger: { message: { Body: 'Where is my order?', NumMedia: '0' } } }
const asked = {
  ...trigger,
  widgets: { ask: { outbound: { Body: 'Which number?' }, inbound: { Body: '4711', NumMedia: '1' } } },
}
const unanswered = { ...trigger, widgets: { ask: { outbound: { Body: 'Which number?' } } } }

const answer = (fields: object) => ({ widgets: { lookup: fields } })
const variables = (all: object) => ({ flow: { variables: all } })

const told = (steps: ReturnType<typeof run>, status = 'ended', known = nothingKnown, now = start) => {
  const { sentences, ending } = tellStory(steps, known, status, now)
  return [...sentences.map(({ words }) => printWords(words)), ending && printWords(ending.words)]
}

describe('sentences', () => {
  test('a question and its answer', () => {
    expect(
      told(
        run(
          ['Trigger', 'incomingMessage', 'trigger', 0, trigger],
          ['ask', 'incomingMessage', 'send-and-wait-for-reply', 32, asked],
        ),
      ),
    ).toEqual([
      'They wrote “Where is my order?”',
      'Asked “Which number?”; they answered “4711” with an attachment after 32 s',
      'Ran to its end: the last widget was `ask`',
    ])
  })

  test.each<[string, [string, string, string, number, object?][], string]>([
    [
      'no reply, and a goodbye after it',
      [
        ['ask', 'timeout', 'send-and-wait-for-reply', 3600, unanswered],
        ['bye', 'sent', 'send-message', 3602],
      ],
      'Ended after no reply in `ask`',
    ],
    ['a hang-up', [['menu', 'hangup', 'gather-input-on-call', 4]], 'Ended with a hang-up in `menu`'],
    [
      'a failed request',
      [
        ['lookup', 'failed', 'make-http-request', 11],
        ['sorry', 'sent', 'send-message', 12],
      ],
      'Ended after a failed request in `lookup`',
    ],
    [
      'a message that was not delivered',
      [['bye', 'failed', 'send-message', 1]],
      'Ended after a message that could not be delivered in `bye`',
    ],
    [
      'a failure that was made good',
      [
        ['lookup', 'failed', 'make-http-request', 1],
        ['ask', 'incomingMessage', 'send-and-wait-for-reply', 9, asked],
      ],
      'Ran to its end: the last widget was `ask`',
    ],
  ])('how it ended: %s', (_, steps, ending) => {
    const last = told(run(...steps)).at(-1)
    expect(last).toBe(ending)
  })

  test('limits', () => {
    const same = Array.from({ length: 10 }, (_, i): [string, string, string, number] => [
      'loop',
      'next',
      'set-variables',
      i,
    ])
    expect(told(run(...same)).at(-1)).toContain('ran 10 times in a row')
    const many = Array.from({ length: 1000 }, (_, i): [string, string, string, number] => [
      `w${i}`,
      'next',
      'set-variables',
      i,
    ])
    expect(told(run(...many)).at(-1)).toContain('1,000 steps')
  })

  test('a run that goes on says what it waits in, and how long', () => {
    const [step] = run(['Trigger', 'incomingMessage', 'trigger', 0, trigger])
    const steps = [{ ...stepSchema.parse(step), transitioned_to: 'ask' }]
    expect(told(steps, 'active', nothingKnown, start + 7_200_000).at(-1)).toBe(
      'Still waiting in `ask` for 2 h',
    )
    expect(told(steps, 'active', nothingKnown, start + 300).at(-1)).toBe('Still waiting in `ask`')
    expect(told(steps, 'paused').at(-1)).toBeNull()
  })

  test('what web services and functions answered, and why they did not', () => {
    expect(
      told(
        run(
          ['lookup', 'success', 'make-http-request', 1, answer({ status_code: 200, body: '{"a":1}' })],
          ['lookup', 'failed', 'make-http-request', 2, answer({ status_code: 502, body: '' })],
          [
            'lookup',
            'failed',
            'make-http-request',
            3,
            answer({ status_code: null, body: '', error: 'Timed out' }),
          ],
          ['lookup', 'success', 'run-function', 4, answer({ status_code: 200 })],
        ),
      ).slice(0, 4),
    ).toEqual([
      'A web service answered 200: “{"a":1}”',
      'A web service failed with 502',
      'A web service did not answer: “Timed out”',
      'A function answered 200',
    ])
  })

  test('variables that were set are those that were not so before', () => {
    expect(
      told(
        run(
          ['a', 'next', 'set-variables', 0, variables({ x: '1' })],
          ['b', 'next', 'set-variables', 1, variables({ x: '1', y: '2', z: 3 })],
        ),
      ).slice(0, 2),
    ).toEqual(['Remembered `x` “1”', 'Remembered `y` “2”, `z` “3”'])
  })

  test('types and events nobody knows are named', () => {
    expect(
      told(run(['poll', 'next', 'space-widget', 0], ['call', 'levitated', 'connect-call-to', 1])).slice(0, 2),
    ).toEqual(['`poll` ended with `next` (space-widget)', '`call` ended with `levitated` (connect-call-to)'])
    expect(told([stepSchema.parse({})])[0]).toBe('A step ended')
  })

  test('where steps came without contexts, the last visit is told from the run’s own', () => {
    const steps = run(
      ['ask', 'timeout', 'send-and-wait-for-reply', 10],
      ['ask', 'incomingMessage', 'send-and-wait-for-reply', 20],
    )
    expect(told(steps, 'ended', knownIn(indexJson(JSON.stringify(asked)))).slice(0, 2)).toEqual([
      'Asked a question; no answer came',
      'Asked “Which number?”; they answered “4711” with an attachment after 10 s',
    ])
  })

  test('whatever the steps, there is a sentence for each and no failure', () => {
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
          const story = tellStory(steps, knownOf(raw[0]?.context), status, start)
          expect(story.sentences.filter(({ words }) => words.length > 0)).toHaveLength(steps.length)
          conversationOf(steps, nothingKnown)
          printTicket(story, { engagementSid: 'FN', contact: null, status, link: '' })
        },
      ),
    )
  })
})

describe('the conversation', () => {
  test('messages in and out, a question when it was asked', () => {
    const steps = run(
      ['Trigger', 'incomingMessage', 'trigger', 0, trigger],
      ['ask', 'incomingMessage', 'send-and-wait-for-reply', 30, asked],
      ['bye', 'failed', 'send-message', 32, { ...asked, widgets: { bye: { outbound: { Body: 'Bye' } } } }],
    )
    expect(
      conversationOf(steps, nothingKnown).map(({ from, text, at, attachments, delivered }) => [
        from,
        text,
        ((at ?? 0) - start) / 1000,
        attachments,
        delivered,
      ]),
    ).toEqual([
      ['contact', 'Where is my order?', 0, 0, true],
      ['flow', 'Which number?', 0, 0, true],
      ['contact', '4711', 30, 1, true],
      ['flow', 'Bye', 32, 0, false],
    ])
  })

  test('a question that still waits is the last word', () => {
    const [first] = run(['Trigger', 'incomingMessage', 'trigger', 0, trigger])
    const steps = [{ ...stepSchema.parse(first), transitioned_to: 'ask' }]
    expect(conversationOf(steps, knownOf(unanswered)).at(-1)).toMatchObject({
      from: 'flow',
      text: 'Which number?',
    })
  })

  test('a call has none', () => {
    expect(conversationOf(run(['Trigger', 'incomingCall', 'trigger', 0]), nothingKnown)).toEqual([])
  })
})

describe('the ticket', () => {
  test('has times in UTC and the link, and nobody’s text becomes markup', () => {
    const steps = run([
      'Trigger',
      'incomingMessage',
      'trigger',
      0,
      { trigger: { message: { Body: '# *Hi*\n[x](http://e.example) \u202e<img>' } } },
    ])
    expect(
      printTicket(tellStory(steps, nothingKnown, 'ended', start), {
        engagementSid: 'FN1',
        contact: '+14155550123',
        status: 'ended',
        link: 'https://desk.example/flows/FW/engagements/FN1',
      }),
    ).toMatchInlineSnapshot(`
      "**Engagement** \`FN1\`
      **Contact** +14155550123
      **Status** ended, started 2026-11-03 09:12:45 UTC
      **How it stands** Ran to its end: the last widget was \`Trigger\`

      1. 2026-11-03 09:12:45 UTC: They wrote “# \\*Hi\\* / \\[x\\](http://e.example) U+202E\\<img\\>” (\`Trigger\`)

      https://desk.example/flows/FW/engagements/FN1
      "
    `)
  })
})

test('what is known reads the same from a value and from a text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue(), { maxKeys: 2 }), (value) => {
      const text = JSON.stringify(value)
      const [one, other] = [knownOf(JSON.parse(text)), knownIn(indexJson(text))]
      // A number's spelling is the text's own.
      const plain = (said: string | null) => (typeof value['a'] === 'number' ? Number(said) : said)
      expect(plain(one.text('a'))).toBe(plain(other.text('a')))
      expect(one.entries().map(([key]) => key)).toEqual(other.entries().map(([key]) => key))
    }),
  )
})
