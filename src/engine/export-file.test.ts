import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { parseJsonPath } from '#json/paths.ts'
import { everything, type Question } from '#search/question.ts'
import { jsonText } from '#testing/arbitrary-json.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'
import { createOwnScanner } from './own-scanner.ts'
import type { FileForm, News } from './protocol.ts'
import type { Scanners } from './scanners.ts'

const flowSid = sidOf('FW', 1)
const never = new AbortController().signal
const csv: FileForm = { format: 'csv', paths: [], contexts: false, safe: true, masked: false }
const jsonLines: FileForm = { format: 'json-lines', masked: false }
const pathsOf = (...texts: string[]) => texts.map((text) => parseJsonPath(text) ?? [])

type Made = {
  /** Rows each, or bytes. */
  pages: readonly (readonly unknown[] | Uint8Array<ArrayBuffer>)[]
  contexts?: Record<string, string>
  scanners?: Scanners
}

function engineOn({ pages, contexts = {}, scanners = createOwnScanner() }: Made) {
  const news: News[] = []
  const engine = createEngine(
    {
      engagementsPage: async (_flow, cursor) => {
        const at = Number(cursor?.token ?? 0)
        const page = pages[at] ?? []
        const next = at + 1 < pages.length ? String(at + 1) : null
        return page instanceof Uint8Array ? page : pageBytes(page, { next })
      },
      engagementBytes: () => Promise.reject(new Problem('not-found')),
      context: async (_flow, sid) => contexts[sid] ?? Promise.reject(new Problem('not-found')),
    },
    (told) => news.push(told),
    { scanners },
  )
  const readPage = (at: number) =>
    engine.readPage({ flowSid, cursor: at === 0 ? null : { page: null, token: String(at) } }, never)
  const readAll = async () => {
    for (const at of pages.keys()) await readPage(at)
  }
  async function makeFile(form: FileForm, change: Partial<Question> = {}, signal = never) {
    const question = { ...everything, ...change }
    const { file, ...rest } = await engine.export({ flowSid, question, form, number: 1 }, signal)
    return {
      ...rest,
      file,
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer()),
    }
  }
  return { engine, news, readPage, readAll, makeFile }
}

const day = (n: number) => `2026-11-0${n}T00:00:00Z`
const row = (n: number, more: object = {}) => ({
  sid: sidOf('FN', n),
  status: 'ended',
  contact_channel_address: `+1415555010${n}`,
  date_created: day(n),
  date_updated: `2026-11-0${n}T00:01:30Z`,
  context: { n },
  ...more,
})

describe('CSV', () => {
  test('has the columns of the list, its filter and its order', async () => {
    const { readAll, makeFile } = engineOn({
      pages: [
        [row(3), row(2, { status: 'active', date_updated: null })],
        [{ ...row(1), sid: null, contact_channel_address: null }],
      ],
    })
    await readAll()
    const whole = await makeFile(csv)
    expect(whole.text).toBe(
      [
        '\uFEFFSID,Status,Contact,Started,Updated,Duration in seconds,Flow SID',
        `${sidOf('FN', 3)},ended,+14155550103,2026-11-03T00:00:00Z,2026-11-03T00:01:30Z,90,${flowSid}`,
        `${sidOf('FN', 2)},active,+14155550102,2026-11-02T00:00:00Z,,,${flowSid}`,
        `,ended,,2026-11-01T00:00:00Z,2026-11-01T00:01:30Z,90,${flowSid}`,
        '',
      ].join('\r\n'),
    )
    expect(whole).toMatchObject({
      total: 3,
      read: 3,
      last: { next: null },
      search: null,
      guarded: 0,
      empty: 0,
    })
    expect(whole.file.type).toBe('text/csv;charset=utf-8')

    const narrowed = await makeFile(csv, { status: 'ended', order: { by: 'started', descending: false } })
    expect(narrowed.text.split('\r\n').map((line) => line.slice(0, 40))).toEqual([
      expect.stringContaining('SID'),
      expect.stringMatching(/^,ended/),
      expect.stringContaining(sidOf('FN', 3)),
      '',
    ])
    expect(narrowed).toMatchObject({ total: 2, read: 3 })
  })

  test('has values of contexts whole, and the contexts as they were sent', async () => {
    const long = 'x'.repeat(5000)
    const { readAll, makeFile } = engineOn({
      pages: [
        [row(3, { context: { a: { b: long }, n: 1.5 } }), row(2, { context: {} })],
        [row(1, { context: { a: { b: 'say "hi",\nthen' }, n: null } })],
      ],
    })
    await readAll()
    const { text, empty } = await makeFile({
      ...csv,
      paths: pathsOf('$.a.b', '$.n', '$.nowhere'),
      contexts: true,
      safe: false,
    })
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^SID,.*,Flow SID,\$\.a\.b,\$\.n,\$\.nowhere,Context$/)
    expect(lines[1]).toMatch(
      new RegExp(`${flowSid},${long},1.5,,"\\{""a"":\\{""b"":""${long}""\\},""n"":1.5\\}"$`),
    )
    expect(lines[2]).toMatch(new RegExp(`${flowSid},,,,\\{\\}$`))
    expect(lines[3]).toMatch(/,"say ""hi"",\nthen",null,,"\{""a"":/)
    expect(empty).toBe(1)
  })

  test('gives formulas an apostrophe, counts them, and leaves all as it is when asked to', async () => {
    const { readAll, makeFile } = engineOn({
      pages: [
        [
          row(3, { context: { a: '=1+1', n: -5 } }),
          row(2, { contact_channel_address: '+14155550102<b>', context: { a: '+14155550102' } }),
        ],
      ],
    })
    await readAll()
    const paths = pathsOf('$.a', '$.n')
    const safe = await makeFile({ ...csv, paths })
    expect(safe.text).toContain(",'=1+1,-5\r\n")
    expect(safe.text).toContain(",'+14155550102<b>,")
    expect(safe.text).toContain(',+14155550102,\r\n')
    expect(safe.guarded).toBe(2)
    const plain = await makeFile({ ...csv, paths, safe: false })
    expect(plain.text).toBe(safe.text.replaceAll("'", '').slice(1))
    expect(plain.guarded).toBe(0)
  })
})

describe('JSON Lines', () => {
  test('has each engagement as it was sent, to the last digit and escape', async () => {
    const sent = [
      `{ "sid":"${sidOf('FN', 2)}", "status": "ended","context": {"n":9007199254740993123,"b":1.0,"b":1.00,\n\r"c":"\\u00e9é\\/\\ud800"}\n}`,
      `{"sid":null,"context":\t[ -0.0e+10 ]}`,
      '"no object"',
    ]
    const bytes = new TextEncoder().encode(
      `{"meta":{"key":"engagements","next_page_url":null},"engagements":[${sent.join(' ,\n')}]}`,
    )
    const { readAll, makeFile } = engineOn({ pages: [bytes] })
    await readAll()
    const { text, total, empty } = await makeFile(jsonLines)
    expect(text).toBe(sent.map((each) => `${each.replaceAll(/[\r\n]/g, '')}\n`).join(''))
    expect({ total, empty }).toEqual({ total: 3, empty: 1 })
  })

  test('has the context that was loaded where the list came without', async () => {
    const context = '{"n":1.0,\n"late":true}'
    const { engine, readAll, makeFile } = engineOn({
      pages: [[row(2, { context: {}, url: 'here' }), row(1, { context: null })]],
      contexts: { [sidOf('FN', 2)]: context },
    })
    await readAll()
    await engine.loadContexts({ flowSid, question: { ...everything, text: 'n' } }, never)
    const { text, empty } = await makeFile(jsonLines)
    const [first, second] = text.split('\n')
    expect(first).toBe(
      JSON.stringify(row(2, { context: 0, url: 'here' })).replace(
        '"context":0',
        '"context":{"n":1.0,"late":true}',
      ),
    )
    expect(second).toBe(JSON.stringify(row(1, { context: null })))
    expect(empty).toBe(1)
  })

  test('whatever is sent, in whatever order it is listed, comes out again', async () => {
    const pages = fc.array(fc.array(fc.tuple(jsonText, fc.integer({ min: 1, max: 9 })), { maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(pages, fc.boolean(), async (made, descending) => {
        const sent = new Map<number, string>()
        const bytes = made.map((page, at) => {
          const rows = page.map(([context, n]) => {
            const sid = sent.size + 1
            const text = `{"sid":"${sidOf('FN', sid)}","date_created":"${day(n)}","context":${context}}`
            sent.set(sid, text)
            return text
          })
          const next = at + 1 < made.length ? `"https://studio.twilio.com/?PageToken=${at + 1}"` : 'null'
          return new TextEncoder().encode(
            `{"meta":{"key":"engagements","next_page_url":${next}},"engagements":[${rows.join()}]}`,
          )
        })
        const { engine, readAll, makeFile } = engineOn({ pages: bytes })
        await readAll()
        const question: Question = { ...everything, order: { by: 'started', descending } }
        const { rows } = await engine.rows({ flowSid, question, from: 0, size: 100 }, never)
        const { text } = await makeFile(jsonLines, question)
        const expected = rows.map(({ sid }) => sent.get(Number.parseInt(sid?.slice(2) ?? '', 16)) ?? '')
        expect(text).toBe(expected.map((each) => `${each.replaceAll(/[\r\n]/g, '')}\n`).join(''))
      }),
      { numRuns: 50 },
    )
  })
})

/** A scanner that does something before it looks up the first text. */
function interrupted(meanwhile: () => Promise<unknown>): Scanners {
  const own = createOwnScanner()
  let isFirst = true
  return {
    ...own,
    ask: async (name, params, when) => {
      if (name === 'texts' && isFirst) {
        isFirst = false
        await meanwhile()
      }
      return own.ask(name, params, when)
    },
  }
}

describe('a snapshot', () => {
  test('what is read meanwhile neither is in it nor moves what is', async () => {
    const made = engineOn({
      pages: [
        [row(5), row(4)],
        [row(6), row(4, { status: 'active' }), row(3)],
      ],
      scanners: interrupted(() => made.readPage(1)),
    })
    await made.readPage(0)
    const { text, total, read, last } = await made.makeFile({ ...csv, contexts: true, safe: false })
    expect(text.match(/FN[0-9a-f]{32}/g)).toEqual([sidOf('FN', 5), sidOf('FN', 4)])
    expect({ total, read }).toEqual({ total: 2, read: 2 })
    expect(last?.next).not.toBeNull()
    expect((await made.makeFile(csv)).total).toBe(4)
  })

  test('nor does it move what is looked up later', async () => {
    const many = Array.from({ length: 25_000 }, (_, n) => ({ ...row(1), sid: sidOf('FN', n + 10) }))
    const made = engineOn({
      pages: [many, [row(6), row(5)]],
      scanners: interrupted(async () => {
        await made.readPage(1)
        // Who looks at the list has it put in order.
        await made.engine.rows({ flowSid, question: everything, from: 0, size: 1 }, never)
      }),
    })
    await made.readPage(0)
    const { text } = await made.makeFile({ ...csv, contexts: true, safe: false })
    expect(text.match(/FN[0-9a-f]{32}/g)).toEqual(many.map(({ sid }) => sid))
  })

  test('a flow that is forgotten meanwhile is in it all the same', async () => {
    const made = engineOn({
      pages: [[row(5), row(4)]],
      scanners: interrupted(() => made.engine.forget({ flowSid }, never)),
    })
    await made.readAll()
    expect((await made.makeFile({ ...csv, contexts: true })).text.split('\r\n')).toHaveLength(4)
  })

  test('it can be given up, and tells how far it has come', async () => {
    const { readAll, makeFile, news } = engineOn({
      pages: [Array.from({ length: 40_000 }, (_, n) => ({ ...row(1), sid: sidOf('FN', n) }))],
    })
    await readAll()
    const abort = new AbortController()
    const making = makeFile(csv, {}, abort.signal)
    setTimeout(() => abort.abort(), 1)
    await expect(making).rejects.toMatchObject({ name: 'AbortError' })
    const { text } = await makeFile(csv)
    expect(text.split('\r\n')).toHaveLength(40_002)
    const told = news.flatMap((each) => (each.news === 'exporting' ? [each] : []))
    expect(told.every(({ number, done, of }) => number === 1 && done <= of && of === 40_000)).toBe(true)
  })
})

describe('masked', () => {
  const pages = [
    [row(1, { context: { say: 'call +14155550199', at: 5, raw: 4155550198 } }), row(2, { context: {} })],
  ]
  const hidden = /\+1415|4155550|0199/

  test('a CSV file shows no number in any cell, and its contexts stay JSON', async () => {
    const { readAll, makeFile } = engineOn({ pages })
    await readAll()
    const form = { ...csv, masked: true, contexts: true, paths: pathsOf('$.say') } as const
    const { text } = await makeFile(form)
    expect(text).not.toMatch(hidden)
    expect(text).toContain(
      `call +1••••••••99,"{""say"":""call +1••••••••99"",""at"":5,""raw"":""41••••••98""}"`,
    )
    expect(text).toContain("'+1••••••••01,")
  })

  test('a line of JSON stays one', async () => {
    const { readAll, makeFile } = engineOn({ pages })
    await readAll()
    const { text } = await makeFile({ ...jsonLines, masked: true })
    expect(text).not.toMatch(hidden)
    const [, older = ''] = text.split('\n')
    expect(JSON.parse(older)).toMatchObject({
      sid: sidOf('FN', 1),
      contact_channel_address: '+1••••••••01',
      context: { say: 'call +1••••••••99', at: 5, raw: '41••••••98' },
    })
  })
})
