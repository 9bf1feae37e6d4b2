import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { createTestEngine, csv, runList, never, row } from '#testing/engine/export-fixture.ts'
import { sidOf } from '#testing/sids.ts'
import { waitFor } from '#testing/wait-for.ts'

import { createInlineSearchWorker } from '#engine/search-worker/inline-search-worker.ts'
import type { SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'

/** A search worker that runs `meanwhile` before it reads the first text. */
function interruptedSearchWorkers(meanwhile: () => Promise<unknown>): SearchWorkerPool {
  const inline = createInlineSearchWorker()
  let isFirst = true
  return {
    ...inline,
    call: async (method, params, priority) => {
      if (method === 'texts' && isFirst) {
        isFirst = false
        await meanwhile()
      }
      return inline.call(method, params, priority)
    },
  }
}

test('nothing is worked ahead of searches until an export has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
  const compressed = Promise.withResolvers<void>()
  const indexed = vi.fn<() => void>()
  const searchWorkers = interruptedSearchWorkers(async () => {
    await vi.advanceTimersByTimeAsync(10_000)
    expect(indexed).not.toHaveBeenCalled()
  })
  const { loadPage, exportFile } = createTestEngine({
    pages: [[row(5), row(4)]],
    searchWorkers: {
      ...searchWorkers,
      call: async (method, params, priority) => {
        if (method === 'identifierIndex') indexed()
        const result = await searchWorkers.call(method, params, priority)
        if (method === 'compress') compressed.resolve()
        return result
      },
    },
  })
  await loadPage(0)
  await compressed.promise
  await exportFile({ ...csv, includeContexts: true, escapeFormulas: false })
  await vi.advanceTimersByTimeAsync(2000)
  await waitFor(() => expect(indexed).toHaveBeenCalledTimes(1))
})

describe('snapshot', () => {
  test('rows loaded meanwhile are not in the file and do not change its order', async () => {
    const fixture = createTestEngine({
      pages: [
        [row(5), row(4)],
        [row(6), row(4, { status: 'active' }), row(3)],
      ],
      searchWorkers: interruptedSearchWorkers(() => fixture.loadPage(1)),
    })
    await fixture.loadPage(0)
    const { text, total, loaded, lastPage } = await fixture.exportFile({
      ...csv,
      includeContexts: true,
      escapeFormulas: false,
    })
    expect(text.match(/FN[0-9a-f]{32}/g)).toEqual([sidOf('FN', 5), sidOf('FN', 4)])
    expect({ total, loaded }).toEqual({ total: 2, loaded: 2 })
    expect(lastPage?.next).not.toBeNull()
    expect((await fixture.exportFile(csv)).total).toBe(4)
  })

  test('rows loaded meanwhile do not change later chunks either', async () => {
    const many = Array.from({ length: 25_000 }, (_, n) => ({ ...row(1), sid: sidOf('FN', n + 10) }))
    const fixture = createTestEngine({
      pages: [many, [row(6), row(5)]],
      searchWorkers: interruptedSearchWorkers(async () => {
        await fixture.loadPage(1)
        // A query of the list makes the engine sort the rows.
        await fixture.engine.rows({ runList, query: parseQuery(emptyQuery), from: 0, size: 1 }, never)
      }),
    })
    await fixture.loadPage(0)
    const { text } = await fixture.exportFile({ ...csv, includeContexts: true, escapeFormulas: false })
    expect(text.match(/FN[0-9a-f]{32}/g)).toEqual(many.map(({ sid }) => sid))
  })

  test('a flow that is cleared meanwhile is exported completely', async () => {
    const fixture = createTestEngine({
      pages: [[row(5), row(4)]],
      searchWorkers: interruptedSearchWorkers(() => fixture.engine.clearFlow({ runList }, never)),
    })
    await fixture.loadAll()
    expect((await fixture.exportFile({ ...csv, includeContexts: true })).text.split('\r\n')).toHaveLength(4)
  })

  test('can be aborted, and reports progress', async () => {
    const { loadAll, exportFile, events } = createTestEngine({
      pages: [Array.from({ length: 40_000 }, (_, n) => ({ ...row(1), sid: sidOf('FN', n) }))],
    })
    await loadAll()
    const abort = new AbortController()
    const exporting = exportFile(csv, {}, abort.signal)
    setTimeout(() => abort.abort(), 1)
    await expect(exporting).rejects.toMatchObject({ name: 'AbortError' })
    const { text } = await exportFile(csv)
    expect(text.split('\r\n')).toHaveLength(40_002)
    const progress = events.flatMap((each) => (each.type === 'export-progress' ? [each] : []))
    expect(progress).not.toEqual([])
    expect(
      progress.every(({ exportId, done, total }) => exportId === 1 && done <= total && total === 40_000),
    ).toBe(true)
  })
})
