import type { LoadedContext } from '#engine/store/concat-contexts.ts'
import { isAbort, type ProblemKind, normalizeError } from '#contract/problem.ts'
import type { EngagementSid } from '#contract/sid.ts'

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

type LoadContextsOptions = {
  rows: readonly { row: number; sid: EngagementSid }[]
  /** Fetches one context. */
  fetchContext: (sid: EngagementSid) => Promise<string>
  /** Stores a batch. Several contexts together compress better. */
  storeContexts: (loaded: readonly LoadedContext[]) => void
}

/**
 * Loads contexts one after the other. Contexts loaded before a failure or an abort are stored.
 * @throws {Problem} when all remaining requests would fail too; an AbortError when aborted
 */
export async function loadContexts({
  rows,
  fetchContext,
  storeContexts,
}: LoadContextsOptions): Promise<{ loaded: number; failed: number }> {
  let batch: LoadedContext[] = []
  let batchStartMs = performance.now()
  const counts = { loaded: 0, failed: 0 }
  let consecutiveFailures = 0

  function flushBatch(): void {
    if (batch.length > 0) storeContexts(batch)
    batch = []
    batchStartMs = performance.now()
  }

  try {
    for (const { row, sid } of rows) {
      try {
        batch.push({ row, text: await fetchContext(sid) })
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
