import { expect, test, vi } from 'vitest'

import { channels } from '#contract/channel.ts'
import { extractFilters } from '#search/interpret/extract-filters.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { createTestEngine, csv, jsonLines, never, row, runList } from '#testing/engine/export-fixture.ts'
import { sidOf } from '#testing/sids.ts'

const call = `CA${'0'.repeat(30)}ab`
const contexts = [
  {
    flow: { variables: { note: '', lang: 'es' } },
    widgets: { ask: { inbound: { Body: 'where is my order' } } },
  },
  { flow: { variables: { note: 'order 10042', lang: 'es' } }, trigger: { call: { CallSid: call } } },
  { flow: { variables: { note: null } }, widgets: { ask: {}, lookup: { parsed: { id: 10_042 } } } },
  { flow: { variables: { note: ' ' } }, trigger: { message: { Body: 'order my where' } } },
  { flow: { variables: { lang: 'ES' } }, widgets: { say: { text: 'Say "no" \\ to 50% off' } } },
  { data: '{"note":"","deep":{"order":"10042"}}' },
]
const contacts = [
  '+14155550199',
  '+447700900123',
  'whatsapp:+447700900123',
  'client:anna',
  '+5491155550123',
  '+81312345678',
]

/** Runs 1 to 6, oldest first; the odd ones are active. */
const rows = contexts.map((context, i) =>
  row(i + 1, { context, contact_channel_address: contacts[i], status: i % 2 === 0 ? 'active' : 'ended' }),
)
const lastWidgets: Record<number, string> = { 2: 'ask', 4: 'say', 6: 'ask' }

async function createLoadedEngine() {
  const { engine, loadAll, exportFile } = createTestEngine({
    pages: [rows.slice(3).toReversed(), rows.slice(0, 3).toReversed()],
  })
  await loadAll()
  const loaded = Object.entries(lastWidgets).map(([n, lastWidget]) => ({
    sid: sidOf('FN', Number(n)),
    status: 'ended',
    updated: Date.parse(`2026-11-0${n}T00:01:30Z`),
    steps: {
      outcome: null,
      lastWidget,
      waitingSinceMs: null,
      waits: [],
      exits: [{ widget: lastWidget, event: 'done', next: 'Ended' }],
    },
  }))
  await engine.setSteps({ runList, loaded }, never)
  return { engine, exportFile }
}

const sidsIn = (text: string) => [...new Set(text.match(/FN[0-9a-f]{32}/g))].toSorted()

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** The runs that a query finds, by each of the ways in which it is answered. */
async function answersOf(query: ListQuery) {
  const { engine, exportFile } = await createLoadedEngine()
  const parsed = parseQuery(query)
  const list = await vi.waitUntil(async () => {
    const view = await engine.rows({ runList, query: parsed, from: 0, size: 100 }, never)
    return (view.search === null || view.search.state === 'done') && view
  })
  const edges = [query.from ?? Date.parse('2026-11-01'), query.to ?? Date.parse('2026-11-10')]
  const histogram = await engine.histogram({ runList, query: parsed, edges }, never)
  const csvFile = await exportFile(csv, query)
  const jsonFile = await exportFile(jsonLines, query)
  return {
    list: list.rows.flatMap(({ sid }) => sid ?? []).toSorted(),
    csv: sidsIn(csvFile.text),
    json: sidsIn(jsonFile.text),
    counts: {
      total: list.total,
      status: query.status === null ? list.counts.status.all : list.counts.status[query.status],
      channels: sum(
        (query.channels.length === 0 ? channels : query.channels).map((each) => list.counts.channel[each]),
      ),
      outcomes: sum(Object.values(list.counts.outcomeParts)),
      histogram: sum([...histogram.active, ...histogram.ended, ...histogram.other]),
      csv: csvFile.total,
      csvLines: csvFile.text.trim().split('\r\n').length - 1,
      json: jsonFile.total,
      jsonLines: jsonFile.text.trim() === '' ? 0 : jsonFile.text.trim().split('\n').length,
    },
  }
}

/** What is typed, and the runs that it finds. */
const searches: [typed: string, found: number[]][] = [
  // Spellings of numbers.
  ['(415) 555-0199', [1]],
  ['Tel: 07700 900123 (mobile)', [2, 3]],
  ['whatsapp:+44 7700 900123', [3]],
  ['011 15 5555-0123', [5]],
  ['184 03 1234 5678', [6]],
  ['009 44 7700 900123', [2, 3]],
  ['+14155550199, 07700 900123', [1, 2, 3]],
  ['Customer 07700 900123 called me twice', [2, 3]],
  ['0123', [2, 3, 5]],
  ['+99912345678', []],
  // SIDs, alone, in a sentence, wrapped.
  [sidOf('FN', 2), [2]],
  [`Execution ${sidOf('FN', 2)} is already active for this contact, unlike ${sidOf('FN', 3)}.`, [2, 3]],
  [`${sidOf('FN', 2).slice(0, 20)} ${sidOf('FN', 2).slice(20)}`, [2]],
  [`sid:${sidOf('FN', 9)}`, []],
  [`see ${call}`, [2]],
  // The empty phrase, an exact value, any value.
  ['flow.variables.note:""', [1]],
  ['flow.variables.note:=""', [1]],
  ['-flow.variables.note:""', [2, 3, 4, 5, 6]],
  ['data.note:""', [6]],
  ['flow.variables.lang:es', [1, 2, 5]],
  ['flow.variables.lang:="ES"', [1, 2, 5]],
  ['flow.variables.note:*', [1, 2, 3, 4]],
  // Widgets.
  ['passed:ask', [1, 3]],
  ['-passed:ask', [2, 4, 5, 6]],
  ['passed:Ask', []],
  ['ended:ask', [2, 6]],
  ['-ended:ask', [1, 3, 4, 5]],
  ['ended:ask passed:lookup', []],
  ['passed:ask>Ended', [2, 6]],
  ['passed:say>done>*', [4]],
  ['-passed:ask>Ended', [4]],
  // Dates, in the text's own words and after they have moved to their control.
  ['after:2026-11-03', [3, 4, 5, 6]],
  ['before:2026-11-03', [1, 2]],
  ['after:2026-11-02 before:2026-11-04T01:00+01:00', [2, 3]],
  ['after:2026-11-05 before:2026-11-03', []],
  ['-after:2026-11-03', [1, 2]],
  // Phrases, exclusions, matches in contexts, other filters.
  ['"where is my order"', [1]],
  ['"where my"', []],
  ['order where my', [1, 4]],
  [String.raw`"Say \"no\" \\ to"`, [5]],
  ['50% off', [5]],
  ['10042', [2, 3, 6]],
  ['10042 -es', [3, 6]],
  ['-10042', [1, 4, 5]],
  ['"10042" "es"', [2]],
  ['status:active 10042', [3]],
  ['channel:whatsapp', [3]],
  ['contact:anna', [4]],
  ['contact:=client:anna', [4]],
  ['duration:..2m status:ended', [2, 4, 6]],
  ['', [1, 2, 3, 4, 5, 6]],
]

test.each(searches)('%s: list, count, histogram and exports have the same runs', async (typed, found) => {
  const sids = found.map((n) => sidOf('FN', n))
  const inControls = extractFilters(emptyQuery, typed, { isFinal: true }).query
  for (const query of [{ ...emptyQuery, text: typed }, inControls]) {
    const { counts, ...runs } = await answersOf(query)
    expect(runs).toEqual({ list: sids, csv: sids, json: sids })
    expect(counts).toEqual(Object.fromEntries(Object.keys(counts).map((name) => [name, found.length])))
  }
})
