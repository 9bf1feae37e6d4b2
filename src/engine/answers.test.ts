import fc from 'fast-check'
import { expect, test } from 'vitest'

import { channelOf, channels } from '#search/channel.ts'
import { compileContact } from '#search/contact-match.ts'
import { parseSearch } from '#search/parse-search.ts'
import { everything, orderKeys, type Order, type Question } from '#search/question.ts'
import type { ContextTest, Test } from '#search/search.ts'
import { sidOf } from '#testing/sids.ts'

import { FlowRows } from './flow-rows.ts'
import type { ReadRow } from './read-page.ts'
import { no, unknown, yes, type Verdict } from './verdicts.ts'

type Row = ReadRow & { number: number; verdicts: Map<string, Verdict> }
type Page = readonly ReadRow[]

/** What the engine should know and answer, in the plainest way: rows as they were listed, gone through for each question. */
class NaiveRows {
  listed: Row[] = []

  take(pages: readonly Page[], side: 'head' | 'tail') {
    const fresh: Row[] = []
    for (const read of pages.flat()) {
      const known = [...this.listed, ...fresh].find(({ sid }) => sid !== null && sid === read.sid)
      if (known) Object.assign(known, read)
      else if (read.sid !== null || side === 'tail')
        fresh.push({ ...read, number: this.listed.length + fresh.length, verdicts: new Map() })
    }
    this.listed = side === 'head' ? [...fresh, ...this.listed] : [...this.listed, ...fresh]
  }

  answer(question: Question): Row[] {
    const { by, descending } = question.order
    const rows = this.listed.filter((row) => passes(row, question))
    return rows.toSorted((a, b) => {
      const [x, y] = [valueOf(a, by), valueOf(b, by)]
      if (x === null || y === null) return Number(x === null) - Number(y === null)
      return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1)
    })
  }
}

const number = (ms: number) => (Number.isNaN(ms) ? null : ms)

function valueOf({ started, updated, contact }: Row, by: Order['by']): string | number | null {
  const values = { started, updated, duration: updated - started }
  return by === 'contact' ? contact : number(values[by])
}

function passes(row: Row, question: Question): boolean {
  const seconds = (row.updated - row.started) / 1000
  return (
    (question.status === null || row.status === question.status) &&
    (question.channels.length === 0 || question.channels.includes(channelOf(row.contact))) &&
    (question.from === null || row.started >= question.from) &&
    (question.to === null || row.started < question.to) &&
    (question.atLeast === null || seconds >= question.atLeast) &&
    (question.atMost === null || seconds <= question.atMost) &&
    parseSearch(question.text).search.terms.every(({ not, tests }) => {
      const verdicts = tests.map((each) => verdictOf(row, each))
      return not ? verdicts.every((verdict) => verdict === no) : verdicts.includes(yes)
    })
  )
}

function verdictOf(row: Row, each: Test): Verdict {
  if (each.on === 'context') return row.verdicts.get(JSON.stringify(each)) ?? unknown
  return holds(row, each) ? yes : no
}

function holds({ status, contact, sid, started, updated }: Row, each: Exclude<Test, ContextTest>): boolean {
  if (each.on === 'status') return status === each.status
  if (each.on === 'channel') return channelOf(contact) === each.channel
  if (each.on === 'contact') return contact !== null && compileContact(each.match)(contact)
  if (each.on === 'sid') return sid === each.sid
  if (each.on === 'started') return started >= (each.from ?? -Infinity) && started < (each.to ?? Infinity)
  const seconds = (updated - started) / 1000
  return seconds >= (each.atLeast ?? -Infinity) && seconds <= (each.atMost ?? Infinity)
}

// Few different values each, so that rows, ties and edges meet.
const sid = fc.option(fc.integer({ min: 0, max: 15 }).map((n) => sidOf('FN', n)))
const time = fc.constantFrom(Number.NaN, 0, 1000, 2000, 2000.5, 3000, 4000, 60_000)
/** Mostly none: a question that asks for everything at once has no answer. */
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })
const bound = rarely(fc.constantFrom(0, 1000, 2000, 3000, 60_000))
const seconds = rarely(fc.constantFrom(-1, 0, 1, 2, 59))
const contact = fc.constantFrom(
  null,
  '',
  '+15555550100',
  '+15555550101',
  'whatsapp:+15555550100',
  'client:ada',
  'ada',
)
const read: fc.Arbitrary<ReadRow> = fc.record({
  sid,
  status: fc.constantFrom('active', 'ended', 'paused', null),
  contact,
  started: time,
  updated: time,
  row: fc.constant({ start: 0, end: 0 }),
  context: fc.constant(null),
  contextEmpty: fc.constant(true),
})
const page = fc.array(read, { maxLength: 8 })
const texts = [
  '',
  '5550100',
  'ada',
  '-ada',
  'ada -client:ada',
  sidOf('FN', 3),
  'status:paused',
  '-status:active',
]
const question: fc.Arbitrary<Question> = fc.record({
  status: rarely(fc.constantFrom('active', 'ended')),
  channels: rarely(fc.subarray([...channels])).map((some) => some ?? []),
  from: bound,
  to: bound,
  atLeast: seconds,
  atMost: seconds,
  order: fc.record({ by: fc.constantFrom(...orderKeys), descending: fc.boolean() }),
  text: rarely(fc.constantFrom(...texts)).map((text) => text ?? ''),
})
const window = fc.record({ from: fc.nat(20), size: fc.nat(20), anchor: fc.nat(30) })
type Window = typeof window extends fc.Arbitrary<infer W> ? W : never
const step = fc.oneof(
  fc.record({ do: fc.constant('append' as const), page }),
  fc.record({ do: fc.constant('head' as const), pages: fc.array(page, { maxLength: 2 }) }),
  fc.record({
    do: fc.constant('judge' as const),
    row: fc.nat(30),
    verdict: fc.constantFrom(unknown, no, yes),
  }),
  fc.record({ do: fc.constant('ask' as const), which: fc.nat(2), window }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

test('agrees with the naive model, whatever comes in whatever order, and whatever is asked in between', () => {
  fc.assert(
    fc.property(
      fc.tuple(question, question, question),
      fc.array(step, { maxLength: 14 }),
      (questions, steps) => {
        const answers = liveThrough(questions, steps)
        expect(answers.map(({ seen }) => seen)).toEqual(answers.map(({ expected }) => expected))
      },
    ),
    { numRuns: 500 },
  )
})

/** Does what the steps say, to the rows and to the model. @returns what both answered, to what was asked and at the end */
function liveThrough(questions: readonly Question[], steps: readonly Step[]) {
  const rows = new FlowRows()
  const naive = new NaiveRows()
  // Held as the search through contexts holds them: what nobody needs is forgotten.
  const searched = questions
    .flatMap(({ text }) => parseSearch(text).search.terms.flatMap(({ tests }) => tests))
    .filter((each) => each.on === 'context')
    .map((each) => ({ key: JSON.stringify(each), verdicts: rows.verdictsOf(each) }))
  const whole = { from: 0, size: 100, anchor: 0 }
  const last = questions.map((_, which): Step => ({ do: 'ask', which, window: whole }))
  return [...steps, ...last].flatMap((each) => {
    switch (each.do) {
      case 'append':
        rows.append(new Uint8Array(), each.page)
        naive.take([each.page], 'tail')
        return []
      case 'head':
        rows.appendHead(each.pages.map((some) => ({ bytes: new Uint8Array(), rows: some })))
        naive.take(each.pages, 'head')
        return []
      case 'judge': {
        const row = naive.listed.find((some) => some.number === each.row)
        for (const { key, verdicts } of row ? searched : []) {
          verdicts.set(each.row, each.verdict)
          row?.verdicts.set(key, each.verdict)
        }
        return []
      }
      case 'ask': {
        const asked = questions[each.which] ?? everything
        return [{ seen: seenIn(rows, asked, each.window), expected: expectedOf(naive, asked, each.window) }]
      }
    }
  })
}

const edges = [0, 1000, 2500, 60_000]

/** All that is answered to a question. */
function seenIn(rows: FlowRows, asked: Question, { from, size, anchor }: Window) {
  const { active, ended, other } = rows.histogram(asked, edges)
  const { search: _search, version: _version, ...view } = rows.inView(asked, from, size, anchor)
  return { ...view, bins: { active, ended, other } }
}

function expectedOf(
  naive: NaiveRows,
  asked: Question,
  { from, size, anchor }: Window,
): ReturnType<typeof seenIn> {
  const all = naive.answer(asked)
  const place = all.findIndex((row) => row.number === anchor)
  const countOf = (change: Partial<Question>) => naive.answer({ ...asked, ...change }).length
  const whenever = naive.answer({ ...asked, from: null, to: null })
  const bins = (has: (status: string | null) => boolean) =>
    edges.slice(1).map((end, bin) => {
      const start = edges[bin] ?? 0
      return whenever.filter(({ started, status }) => started >= start && started < end && has(status)).length
    })
  return {
    from,
    rows: all.slice(from, from + size).map((row) => ({
      row: row.number,
      sid: row.sid,
      status: row.status,
      contact: row.contact,
      started: number(row.started),
      updated: number(row.updated),
      found: null,
    })),
    total: all.length,
    read: naive.listed.length,
    anchorAt: place < 0 ? null : place,
    counts: {
      status: {
        all: countOf({ status: null }),
        active: countOf({ status: 'active' }),
        ended: countOf({ status: 'ended' }),
      },
      channel: {
        phone: countOf({ channels: ['phone'] }),
        whatsapp: countOf({ channels: ['whatsapp'] }),
        sip: countOf({ channels: ['sip'] }),
        client: countOf({ channels: ['client'] }),
        other: countOf({ channels: ['other'] }),
      },
    },
    bins: {
      active: bins((status) => status === 'active'),
      ended: bins((status) => status === 'ended'),
      other: bins((status) => status !== 'active' && status !== 'ended'),
    },
  }
}
