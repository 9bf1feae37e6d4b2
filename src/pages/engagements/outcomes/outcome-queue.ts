import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { isOutcomeIncomplete } from '#contract/outcome.ts'
import { rowKey } from '#pages/engagements/columns/cell-value-cache.ts'

/** Milliseconds a row must be in view: scrolling past it costs no request. */
export const dwellMs = 1000

/** Requests at a time. They share the account's rate limit with its own calls and messages. */
const maxRequests = 2

/** Milliseconds between two looks at whether requests may be sent. */
const retryMs = 500

/** Milliseconds without requests after one has failed. */
const pauseAfterFailureMs = 60_000

type OutcomeQueueOptions = {
  /** Loads a row's steps and stores the outcome. */
  load: (row: EngagementRow, signal: AbortSignal) => Promise<unknown>
  /** False while something else comes first: requests that people wait for, a rate limit, no connection. */
  mayLoad: () => boolean
  /** The requests under way, of all queues that are given the same set. */
  requests?: Set<AbortController>
}

/** Loads the outcomes of the rows in view, once per version of a row. */
export type OutcomeQueue = {
  /** Sets the rows in view, in the order to load them. Aborts the requests of all others. */
  setRows: (rows: readonly EngagementRow[]) => void
  dispose: () => void
}

/** Creates the queue of one list. */
export function createOutcomeQueue({
  load,
  mayLoad,
  requests = new Set(),
}: OutcomeQueueOptions): OutcomeQueue {
  let rows = new Map<string, EngagementRow>()
  /** When each row came into view, in milliseconds of `performance.now`. */
  const inViewSince = new Map<string, number>()
  /** Rows whose steps were requested: until a row changes, another request would bring the same. */
  const done = new Set<string>()
  const running = new Map<string, AbortController>()
  let pausedUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function pump() {
    clearTimeout(timer)
    const waiting = [...rows].filter(([key]) => !done.has(key) && !running.has(key))
    if (waiting.length === 0) return
    const now = performance.now()
    const isAllowed = now >= pausedUntil && mayLoad()
    for (const [key, row] of waiting) {
      if (!isAllowed || requests.size >= maxRequests) break
      if (now - (inViewSince.get(key) ?? now) >= dwellMs) void run(key, row)
    }
    timer = setTimeout(pump, retryMs)
  }

  async function run(key: string, row: EngagementRow) {
    const abort = new AbortController()
    running.set(key, abort)
    requests.add(abort)
    try {
      await load(row, abort.signal)
      if (!abort.signal.aborted) done.add(key)
    } catch {
      // The cell stays “Not loaded”. The opened run shows the problem.
      if (!abort.signal.aborted) pausedUntil = performance.now() + pauseAfterFailureMs
    } finally {
      if (running.get(key) === abort) running.delete(key)
      requests.delete(abort)
      pump()
    }
  }

  function stop(key: string, abort: AbortController) {
    abort.abort()
    running.delete(key)
    requests.delete(abort)
  }

  return {
    setRows: (next) => {
      const now = performance.now()
      rows = new Map(
        next
          .filter(({ sid, outcome }) => sid !== null && isOutcomeIncomplete(outcome))
          .map((row) => [rowKey(row), row]),
      )
      for (const key of inViewSince.keys()) if (!rows.has(key)) inViewSince.delete(key)
      for (const key of rows.keys()) if (!inViewSince.has(key)) inViewSince.set(key, now)
      for (const [key, abort] of running) if (!rows.has(key)) stop(key, abort)
      pump()
    },
    dispose: () => {
      clearTimeout(timer)
      rows.clear()
      for (const [key, abort] of running) stop(key, abort)
    },
  }
}
