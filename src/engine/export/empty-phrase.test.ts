import { expect, test, vi } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from '#engine/engine.ts'
import { createInlineSearchWorker } from '#engine/search-worker/inline-search-worker.ts'

const runList = sidOf('FW', 1)
const never = new AbortController().signal

test.each(['""', '=""'])(
  'flow.variables.note:%s is the empty string in list, count and export',
  async (value) => {
    const notes = ['', 'x', ' ', null, undefined, '']
    const rows = notes.map((note, i) => ({
      sid: sidOf('FN', i + 1),
      date_created: `2026-11-0${i + 1}T00:00:00Z`,
      context: { flow: { variables: { note, other: '' } } },
    }))
    const engine = createEngine(
      engineClient({
        engagementsPage: async () => pageBytes(rows, { next: null }),
      }),
      () => {},
      { searchWorkers: createInlineSearchWorker() },
    )
    await engine.loadPage({ runList, cursor: null }, never)
    const query = parseQuery({ ...emptyQuery, text: `flow.variables.note:${value}` })
    const list = await vi.waitUntil(async () => {
      const view = await engine.rows({ runList, query, from: 0, size: 10 }, never)
      return view.search?.state === 'done' && view
    })
    const expected = [sidOf('FN', 6), sidOf('FN', 1)]
    expect(list.rows.map(({ sid }) => sid)).toEqual(expected)
    expect(list.total).toBe(2)

    const exportOptions = { format: 'json-lines', maskPersonalData: false } as const
    const { file, total } = await engine.export({ runList, query, exportOptions, exportId: 1 }, never)
    expect((await file.text()).match(/FN[0-9a-f]{32}/g)).toEqual(expected)
    expect(total).toBe(2)
  },
)
