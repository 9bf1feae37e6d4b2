import { isAbort, type ProblemKind, normalizeError } from '#contract/problem.ts'

/** Whether a failure concerns one engagement only, or would repeat for all of them. */
const failureScope: Record<ProblemKind, 'one' | 'all'> = {
  'not-found': 'one',
  'bad-request': 'one',
  'not-json': 'one',
  truncated: 'one',
  'not-saved': 'one',
  'too-large': 'one',
  'expired-token': 'one',
  timeout: 'all',
  unauthorized: 'all',
  'signed-out': 'all',
  forbidden: 'all',
  'rate-limited': 'all',
  unavailable: 'all',
  unreachable: 'all',
  unexpected: 'all',
}

/** After this many failures of single engagements in a row, all would fail: something other than Twilio is responding. */
const maxConsecutiveFailures = 20

/** Max time and max size of a batch before it is stored. */
const maxBatchWaitMs = 1000
const maxBatchSize = 64

type LoadRowsOptions<R, T> = {
  rows: Iterable<R> | AsyncIterable<R>
  /** Fetches what one row lacks: its context or its steps. */
  fetchOne: (row: R) => Promise<T>
  /** Stores a batch. Several contexts together compress better. */
  store: (loaded: T[]) => void
}

/** How many rows were loaded, and how many could not be. */
export type LoadedRows = { loaded: number; failed: number }

/**
 * Loads what rows lack one after the other. What was loaded before a failure or an abort is stored.
 * @throws {Problem} when all remaining requests would fail too; an AbortError when aborted
 */
export async function loadRows<R, T>({ rows, fetchOne, store }: LoadRowsOptions<R, T>): Promise<LoadedRows> {
  let batch: T[] = []
  let batchStartMs = performance.now()
  const counts = { loaded: 0, failed: 0 }
  let consecutiveFailures = 0

  function flushBatch(): void {
    if (batch.length > 0) store(batch)
    batch = []
    batchStartMs = performance.now()
  }

  try {
    for await (const row of rows) {
      try {
        batch.push(await fetchOne(row))
        counts.loaded++
        consecutiveFailures = 0
      } catch (thrown) {
        if (isAbort(thrown)) throw thrown
        const problem = normalizeError(thrown)
        if (failureScope[problem.kind] === 'all' || ++consecutiveFailures === maxConsecutiveFailures)
          throw problem
        counts.failed++
      }
      if (batch.length >= maxBatchSize || performance.now() - batchStartMs >= maxBatchWaitMs) flushBatch()
    }
  } finally {
    flushBatch()
  }
  return counts
}
