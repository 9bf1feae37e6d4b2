import { maxPageSize } from '#contract/page.ts'
import type { RunList } from '#contract/run-source.ts'
import type { TwilioClient } from '#twilio/client.ts'

import { exportFile } from './export/export-file.ts'
import { ContextQueries } from './context-search/context-queries.ts'
import { IdleIndexer } from './context-search/idle-indexer.ts'
import type { FetchPage, CachedFlow } from './load/cached-flow.ts'
import { FlowCache } from './load/flow-cache.ts'
import { checkForNew, fetchNew } from './load/newest.ts'
import { loadFiltered } from './load/load-filtered.ts'
import { loadRows } from './load/load-rows.ts'
import { createChangeNotifier, type Emit } from './rpc/events.ts'
import { createInlineSearchWorker } from './search-worker/inline-search-worker.ts'
import { countExits } from './steps/count-exits.ts'
import { compress } from './store/compression.ts'
import type { Engine } from './rpc/protocol.ts'
import { loadPage } from './load/load-page.ts'
import { refreshRows, type FetchEngagement } from './load/refresh-rows.ts'
import type { SearchWorkerPool } from './search-worker/search-worker-pool.ts'
import { createMutex } from './load/mutex.ts'
import { yieldToEventLoop } from '#worker/yield-to-event-loop.ts'

/** What the engine asks Twilio for. */
export type EngineClient = Pick<TwilioClient, 'flow' | 'engagementsPage' | 'engagementBytes' | 'context'>

type EngineOptions = {
  /** Max bytes of cached pages. Above it, the least recently used flows are evicted. */
  maxBytes?: number
  /** Searches contexts and compresses pages. Default: in the engine's own thread, which then does not work ahead. */
  searchWorkers?: SearchWorkerPool
}

/** Milliseconds between two events while pages arrive. Each makes the list render, on a processor that loading needs. */
const loadingIntervalMs = 250

/**
 * Loads flows page by page and queries the loaded rows. Runs in a worker, but does not depend on one.
 * @param emit is called when a flow's data has changed, when a flow was evicted, and with the progress of an export
 */
export function createEngine(client: EngineClient, emit: Emit, options: EngineOptions = {}): Engine {
  const runExclusive = createMutex()
  const emitChanged = createChangeNotifier(emit)
  const fetchPage: FetchPage = (runList, cursor, signal, size) =>
    runExclusive(() => client.engagementsPage(runList, cursor, signal, size), signal)
  const fetchEngagement: FetchEngagement = (runList, engagementSid, signal) =>
    runExclusive(() => client.engagementBytes(runList, engagementSid, signal), signal)
  const searchWorkers = options.searchWorkers ?? createInlineSearchWorker()
  const flowCache = new FlowCache({
    maxBytes: options.maxBytes,
    fetchPage,
    // If a search worker fails, compress the page in this thread.
    compress: (bytes) => searchWorkers.call('compress', { bytes }, 'normal').catch(() => compress(bytes)),
    onEvicted: (runList) => emit({ type: 'evicted', runList }),
  })

  const contextQueries = new WeakMap<CachedFlow, ContextQueries>()
  const idleIndexer = options.searchWorkers && new IdleIndexer(options.searchWorkers)

  function contextQueriesFor(flow: CachedFlow): ContextQueries {
    const existing = contextQueries.get(flow)
    if (existing) return existing
    const created = new ContextQueries(flow.store, flow.queries, searchWorkers, (isDone) =>
      // While the list loads, a search ends with each page.
      emitChanged(flow.runList, () => flow.store.version, isDone && flow.pinCount === 0 ? 0 : undefined),
    )
    contextQueries.set(flow, created)
    return created
  }

  /** The flow, with the durations of its active runs counted until now. All readers of durations get it from here. */
  function flowAtNow(runList: RunList): CachedFlow {
    const flow = flowCache.getOrCreate(runList)
    idleIndexer?.postpone(flow)
    if (flow.store.moveNow()) emitChanged(runList, () => flow.store.version)
    return flow
  }

  /** Runs work that may change a flow. Emits `changed` if it did, even when the work fails. */
  function withFlow<T>(runList: RunList, work: (flow: CachedFlow) => Promise<T>): Promise<T> {
    const flow = flowCache.getOrCreate(runList)
    const { version } = flow.store
    idleIndexer?.postpone(flow)
    return flowCache.withPinned(flow, async () => {
      try {
        return await work(flow)
      } finally {
        idleIndexer?.postpone(flow)
        if (flow.store.version !== version) emitChanged(runList, () => flow.store.version, loadingIntervalMs)
      }
    })
  }

  return {
    setInitialVersion: async ({ version }) => {
      flowCache.setInitialVersion(version)
      return null
    },

    loadPage: ({ runList, cursor, prefetch = false }, signal) =>
      withFlow(runList, (flow) => loadPage(fetchPage, flow, { cursor, prefetch }, signal)),

    // Not exclusive: slices of a range are read side by side.
    loadFiltered: ({ runList, filter, cursor, maxRows = 0 }, signal) =>
      withFlow(runList, (flow) =>
        loadFiltered(
          flow,
          () => client.engagementsPage(runList, cursor, signal, maxPageSize, filter),
          maxRows,
          signal,
        ),
      ),

    rows: async ({ runList, query, from, size, anchorRow }) => {
      const flow = flowAtNow(runList)
      return contextQueriesFor(flow).addMatches(query, flow.queries.rowsInView(query, from, size, anchorRow))
    },

    histogram: async ({ runList, query, edges }) => {
      // The rows, which may be requested just after it, go first.
      await yieldToEventLoop()
      return flowAtNow(runList).queries.histogram(query, edges)
    },

    values: async ({ runList, rows, paths }) =>
      await contextQueriesFor(flowCache.getOrCreate(runList)).values(rows, paths),

    widgetCounts: async ({ runList, query }) => {
      const flow = flowAtNow(runList)
      const rows = flow.queries.matchingRows(query)
      return {
        widgets: contextQueriesFor(flow).countWidgets(rows),
        exits: countExits(flow.store.columns, rows),
      }
    },

    neighbours: async ({ runList, query, engagementSid }) =>
      flowAtNow(runList).queries.neighbours(query, engagementSid),

    export: ({ runList, query, exportOptions, exportId }, signal) =>
      withFlow(runList, (flow) => {
        flow.store.moveNow()
        const { total, loaded, unlisted, search, missingSteps, counts } = contextQueriesFor(flow).addMatches(
          query,
          flow.queries.rowsInView(query, 0, 0),
        )
        const lastPage = [...flow.pageSummaries.values()].at(-1) ?? null
        return exportFile({
          flow,
          query,
          exportOptions,
          searchWorkers,
          signal,
          onProgress: (done) => emit({ type: 'export-progress', exportId, done, total }),
        }).then((exported) => ({
          ...exported,
          total,
          loaded,
          unlisted,
          lastPage,
          search,
          missingSteps,
          counts,
        }))
      }),

    setSearchRunning: async ({ runList, isRunning }) => {
      contextQueriesFor(flowCache.getOrCreate(runList)).setSearchRunning(isRunning)
      return null
    },

    loadContexts: ({ runList, query }, signal) =>
      withFlow(runList, ({ store, queries }) =>
        loadRows({
          rows: queries.rowsWithoutContext(query),
          fetchOne: async ({ row, sid }) => ({
            row,
            value: await runExclusive(() => client.context(runList, sid, signal), signal),
          }),
          store: (loaded) => {
            store.storeContexts(loaded)
            emitChanged(runList, () => store.version)
          },
        }),
      ),

    rowsWithoutSteps: async ({ runList, query, max, onlyMatches = false }) => {
      const { queries } = flowAtNow(runList)
      return onlyMatches ? queries.matchesWithoutSteps(query, max) : queries.rowsWithoutSteps(query, max)
    },

    checkForNew: ({ runList }, signal) => withFlow(runList, (flow) => checkForNew(fetchPage, flow, signal)),

    fetchNew: ({ runList }, signal) =>
      withFlow(runList, async (flow) => ({ added: await fetchNew(fetchPage, flow, signal) })),

    refresh: ({ runList, engagementSids }, signal) =>
      withFlow(runList, async (flow) => ({
        changed: await refreshRows(fetchEngagement, flow, engagementSids, signal),
      })),

    setSteps: ({ runList, loaded }) =>
      withFlow(runList, async ({ store }) => {
        store.setSteps(loaded)
        return null
      }),

    rawEngagement: async ({ runList, engagementSid }) =>
      await flowCache.getOrCreate(runList).store.rawEngagement(engagementSid),

    flow: ({ flowSid }, signal) => client.flow(flowSid, signal),

    clearFlow: async ({ runList }) => {
      flowCache.remove(runList)
      return null
    },
  }
}
