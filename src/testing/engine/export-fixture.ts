import { Problem } from '#contract/problem.ts'
import { parseJsonPath } from '#json/path/json-path.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from '#engine/engine.ts'
import { createInlineSearchWorker } from '#engine/search-worker/inline-search-worker.ts'
import type { ExportOptions } from '#engine/rpc/exported-file.ts'
import type { EngineEvent } from '#engine/rpc/protocol.ts'
import type { SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'

import { engineClient } from './engine-client.ts'

export const runList = sidOf('FW', 1)
export const never = new AbortController().signal
export const csv = {
  format: 'csv',
  paths: [],
  includeContexts: false,
  escapeFormulas: true,
  maskPersonalData: false,
  timeZone: 'UTC',
} as const satisfies ExportOptions
export const jsonLines: ExportOptions = { format: 'json-lines', maskPersonalData: false }
export const pathsOf = (...texts: string[]) => texts.map((text) => parseJsonPath(text) ?? [])

type EngineFixture = {
  /** The rows or the bytes of each page. */
  pages: readonly (readonly unknown[] | Uint8Array<ArrayBuffer>)[]
  contexts?: Record<string, string>
  searchWorkers?: SearchWorkerPool
}

export function createTestEngine({
  pages,
  contexts = {},
  searchWorkers = createInlineSearchWorker(),
}: EngineFixture) {
  const events: EngineEvent[] = []
  const engine = createEngine(
    engineClient({
      engagementsPage: async (_flow, cursor) => {
        const index = Number(cursor?.token ?? 0)
        const page = pages[index] ?? []
        const next = index + 1 < pages.length ? String(index + 1) : null
        return page instanceof Uint8Array ? page : pageBytes(page, { next })
      },
      context: async (_flow, sid) => contexts[sid] ?? Promise.reject(new Problem('not-found')),
    }),
    (event) => events.push(event),
    { searchWorkers },
  )
  const loadPage = (index: number) =>
    engine.loadPage({ runList, cursor: index === 0 ? null : { page: null, token: String(index) } }, never)
  const loadAll = async () => {
    for (const index of pages.keys()) await loadPage(index)
  }
  async function exportFile(exportOptions: ExportOptions, change: Partial<ListQuery> = {}, signal = never) {
    const query = parseQuery({ ...emptyQuery, ...change })
    const { file, ...rest } = await engine.export({ runList, query, exportOptions, exportId: 1 }, signal)
    return {
      ...rest,
      file,
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer()),
    }
  }
  return { engine, events, loadPage, loadAll, exportFile }
}

export const day = (n: number) => `2026-11-0${n}T00:00:00Z`
export const row = (n: number, more: object = {}) => ({
  sid: sidOf('FN', n),
  status: 'ended',
  contact_channel_address: `+1415555010${n}`,
  date_created: day(n),
  date_updated: `2026-11-0${n}T00:01:30Z`,
  context: { n },
  ...more,
})
