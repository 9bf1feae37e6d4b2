import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { jsonText } from '#testing/arbitrary-json.ts'
import {
  createTestEngine,
  csv,
  day,
  runList,
  jsonLines,
  never,
  pathsOf,
  row,
} from '#testing/engine/export-fixture.ts'
import { sidOf } from '#testing/sids.ts'

afterEach(() => vi.useRealTimers())

describe('CSV', () => {
  test('has the columns, filter and sort order of the list', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(day(4)) })
    const { loadAll, exportFile } = createTestEngine({
      pages: [
        [row(3), row(2, { status: 'active', date_updated: null })],
        [{ ...row(1), sid: null, contact_channel_address: null }],
      ],
    })
    await loadAll()
    const whole = await exportFile(csv)
    expect(whole.text).toBe(
      [
        '\uFEFFSID,Status,Contact,Started (UTC),Updated (UTC),Duration in seconds,Outcome,Flow SID',
        `${sidOf('FN', 3)},ended,+14155550103,2026-11-03T00:00:00Z,2026-11-03T00:01:30Z,90,Not loaded,${runList}`,
        `${sidOf('FN', 2)},active,+14155550102,2026-11-02T00:00:00Z,,172800,Waiting at …,${runList}`,
        `,ended,,2026-11-01T00:00:00Z,2026-11-01T00:01:30Z,90,Not loaded,${runList}`,
        '',
      ].join('\r\n'),
    )
    expect(whole).toMatchObject({
      total: 3,
      loaded: 3,
      lastPage: { next: null },
      search: null,
      missingSteps: null,
      escapedCells: 0,
      missingContexts: 0,
    })
    expect(whole.file.type).toBe('text/csv;charset=utf-8')

    // An active run lasts until now, for the filter and the order as well.
    const twoDays = { minSeconds: 172_799, sort: { by: 'duration', descending: true } } as const
    expect(await exportFile(csv, twoDays)).toMatchObject({ total: 1 })
    const inZone = await exportFile({ ...csv, timeZone: 'America/St_Johns' })
    expect(inZone.text).toContain(',2026-11-02T20:30:00-03:30,2026-11-02T20:31:30-03:30,90,')

    const narrowed = await exportFile(csv, { status: 'ended', sort: { by: 'started', descending: false } })
    expect(narrowed.text.split('\r\n').map((line) => line.slice(0, 40))).toEqual([
      expect.stringContaining('SID'),
      expect.stringMatching(/^,ended/),
      expect.stringContaining(sidOf('FN', 3)),
      '',
    ])
    expect(narrowed).toMatchObject({ total: 2, loaded: 3 })
  })

  test('has uncut values of contexts, and the contexts exactly as sent', async () => {
    const long = 'x'.repeat(5000)
    const { loadAll, exportFile } = createTestEngine({
      pages: [
        [row(3, { context: { a: { b: long }, n: 1.5 } }), row(2, { context: {} })],
        [row(1, { context: { a: { b: 'say "hi",\nthen' }, n: null } })],
      ],
    })
    await loadAll()
    const { text, missingContexts } = await exportFile({
      ...csv,
      paths: pathsOf('$.a.b', '$.n', '$.nowhere'),
      includeContexts: true,
      escapeFormulas: false,
    })
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^SID,.*,Flow SID,\$\.a\.b,\$\.n,\$\.nowhere,Context$/)
    expect(lines[1]).toMatch(
      new RegExp(`${runList},${long},1.5,,"\\{""a"":\\{""b"":""${long}""\\},""n"":1.5\\}"$`),
    )
    expect(lines[2]).toMatch(new RegExp(`${runList},,,,\\{\\}$`))
    expect(lines[3]).toMatch(/,"say ""hi"",\nthen",null,,"\{""a"":/)
    expect(missingContexts).toBe(1)
  })

  test('escapes and counts formulas, and changes nothing when that is off', async () => {
    const { loadAll, exportFile } = createTestEngine({
      pages: [
        [
          row(3, { context: { a: '=1+1', n: -5 } }),
          row(2, { contact_channel_address: '+14155550102<b>', context: { a: '+14155550102' } }),
        ],
      ],
    })
    await loadAll()
    const paths = pathsOf('$.a', '$.n')
    const safe = await exportFile({ ...csv, paths })
    expect(safe.text).toContain(",'=1+1,-5\r\n")
    expect(safe.text).toContain(",'+14155550102<b>,")
    expect(safe.text).toContain(',+14155550102,\r\n')
    expect(safe.escapedCells).toBe(2)
    const plain = await exportFile({ ...csv, paths, escapeFormulas: false })
    expect(plain.text).toBe(safe.text.replaceAll("'", '').slice(1))
    expect(plain.escapedCells).toBe(0)
  })
})

describe('JSON Lines', () => {
  test('has each engagement exactly as sent, to the last digit and escape', async () => {
    const sent = [
      `{ "sid":"${sidOf('FN', 2)}", "status": "ended","context": {"n":9007199254740993123,"b":1.0,"b":1.00,\n\r"c":"\\u00e9é\\/\\ud800"}\n}`,
      `{"sid":null,"context":\t[ -0.0e+10 ]}`,
      '"no object"',
    ]
    const bytes = new TextEncoder().encode(
      `{"meta":{"key":"engagements","next_page_url":null},"engagements":[${sent.join(' ,\n')}]}`,
    )
    const { loadAll, exportFile } = createTestEngine({ pages: [bytes] })
    await loadAll()
    const { text, total, missingContexts } = await exportFile(jsonLines)
    expect(text).toBe(sent.map((each) => `${each.replaceAll(/[\r\n]/g, '')}\n`).join(''))
    expect({ total, missingContexts }).toEqual({ total: 3, missingContexts: 1 })
  })

  test('has the loaded context if it was missing in the list', async () => {
    const context = '{"n":1.0,\n"late":true}'
    const { engine, loadAll, exportFile } = createTestEngine({
      pages: [[row(2, { context: {}, url: 'here' }), row(1, { context: null })]],
      contexts: { [sidOf('FN', 2)]: context },
    })
    await loadAll()
    await engine.loadContexts({ runList, query: parseQuery({ ...emptyQuery, text: 'n' }) }, never)
    const { text, missingContexts } = await exportFile(jsonLines)
    const [first, second] = text.split('\n')
    expect(first).toBe(
      JSON.stringify(row(2, { context: 0, url: 'here' })).replace(
        '"context":0',
        '"context":{"n":1.0,"late":true}',
      ),
    )
    expect(second).toBe(JSON.stringify(row(1, { context: null })))
    expect(missingContexts).toBe(1)
  })

  test('exports any JSON in any sort order exactly as sent', async () => {
    const pages = fc.array(fc.array(fc.tuple(jsonText, fc.integer({ min: 1, max: 9 })), { maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(pages, fc.boolean(), async (listed, descending) => {
        const sent = new Map<number, string>()
        const bytes = listed.map((page, index) => {
          const rows = page.map(([context, n]) => {
            const sid = sent.size + 1
            const text = `{"sid":"${sidOf('FN', sid)}","date_created":"${day(n)}","context":${context}}`
            sent.set(sid, text)
            return text
          })
          const next =
            index + 1 < listed.length ? `"https://studio.twilio.com/?PageToken=${index + 1}"` : 'null'
          return new TextEncoder().encode(
            `{"meta":{"key":"engagements","next_page_url":${next}},"engagements":[${rows.join()}]}`,
          )
        })
        const { engine, loadAll, exportFile } = createTestEngine({ pages: bytes })
        await loadAll()
        const query: ListQuery = { ...emptyQuery, sort: { by: 'started', descending } }
        const { rows } = await engine.rows({ runList, query: parseQuery(query), from: 0, size: 100 }, never)
        const { text } = await exportFile(jsonLines, query)
        const expected = rows.map(({ sid }) => sent.get(Number.parseInt(sid?.slice(2) ?? '', 16)) ?? '')
        expect(text).toBe(expected.map((each) => `${each.replaceAll(/[\r\n]/g, '')}\n`).join(''))
      }),
      { numRuns: 50 },
    )
  })
})

describe('masking', () => {
  const pages = [
    [row(1, { context: { say: 'call +14155550199', at: 5, raw: 4155550198 } }), row(2, { context: {} })],
  ]
  const personalData = /\+1415|4155550|0199/

  test('a masked CSV file has no number in any cell or header, and its contexts are still JSON', async () => {
    const { loadAll, exportFile } = createTestEngine({ pages })
    await loadAll()
    const exportOptions = {
      ...csv,
      maskPersonalData: true,
      includeContexts: true,
      paths: pathsOf('$.say', "$['+14155550199']"),
    } as const
    const { text } = await exportFile(exportOptions)
    expect(text).not.toMatch(personalData)
    expect(text).toContain(
      `call +1••••••••99,,"{""say"":""call +1••••••••99"",""at"":5,""raw"":""41••••••98""}"`,
    )
    expect(text).toContain("'+1••••••••01,")
  })

  test('values of a masked CSV file are still JSON, whatever escape stands before an address', async () => {
    const context = { a: { say: '\u0001x@example.com, ada@example.com', n: 4155550198 } }
    const { loadAll, exportFile } = createTestEngine({ pages: [[row(1, { context })]] })
    await loadAll()
    const { text } = await exportFile({
      ...csv,
      maskPersonalData: true,
      includeContexts: true,
      paths: pathsOf('$.a', '$.a.n'),
    })
    const masked = String.raw`{""say"":""\u0001•@example.com, a••@example.com"",""n"":""41••••••98""}`
    expect(text).toContain(`,"${masked}",41••••••98,"{""a"":${masked}}"\r\n`)
  })

  test('a masked line is still JSON', async () => {
    const { loadAll, exportFile } = createTestEngine({ pages })
    await loadAll()
    const { text } = await exportFile({ ...jsonLines, maskPersonalData: true })
    expect(text).not.toMatch(personalData)
    const [, older = ''] = text.split('\n')
    expect(JSON.parse(older)).toMatchObject({
      sid: sidOf('FN', 1),
      contact_channel_address: '+1••••••••01',
      context: { say: 'call +1••••••••99', at: 5, raw: '41••••••98' },
    })
  })
})
