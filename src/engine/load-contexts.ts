import { isAbort, type ProblemKind, toProblem } from '#contract/problem.ts'
import type { EngagementSid } from '#contract/sid.ts'

/** Whether a failure is one engagement's own, so that the next one is worth asking, or would meet them all. */
const meets: Record<ProblemKind, 'one' | 'all'> = {
  'not-found': 'one',
  'bad-request': 'one',
  'not-json': 'one',
  'cut-short': 'one',
  'expired-token': 'one',
  timeout: 'all',
  unauthorized: 'all',
  'signed-out': 'all',
  forbidden: 'all',
  'slow-down': 'all',
  unavailable: 'all',
  unreachable: 'all',
  unexpected: 'all',
}

/** One engagement's failure too many in a row is a failure of all: something else answers in Twilio's place. */
const mostFailures = 20

/** How long what was loaded may wait to be kept with what comes after it, in milliseconds, and how many contexts. */
const longestWait = 1000
const mostWaiting = 64

/** The context of a row, as `/Context` has it. */
export type LoadedContext = { readonly row: number; readonly text: string }

type LoadContexts = {
  rows: readonly { row: number; sid: EngagementSid }[]
  /** Asks for one context, when its turn has come. */
  ask: (sid: EngagementSid) => Promise<string>
  /** Keeps some: several together, for they pack better. */
  keep: (loaded: readonly LoadedContext[]) => void
}

/**
 * Asks for contexts, one after the other. What was loaded is kept however it ends.
 * @throws Problem when a failure would meet all that are left; the abort when it was aborted
 */
export async function loadContexts({
  rows,
  ask,
  keep,
}: LoadContexts): Promise<{ loaded: number; failed: number }> {
  let waiting: LoadedContext[] = []
  let since = performance.now()
  const count = { loaded: 0, failed: 0 }
  let failures = 0

  function keepWaiting(): void {
    if (waiting.length > 0) keep(waiting)
    waiting = []
    since = performance.now()
  }

  try {
    for (const { row, sid } of rows) {
      try {
        // One request at a time is the rule.
        // oxlint-disable-next-line no-await-in-loop
        waiting.push({ row, text: await ask(sid) })
        count.loaded++
        failures = 0
      } catch (thrown) {
        if (isAbort(thrown)) throw thrown
        const problem = toProblem(thrown)
        if (meets[problem.kind] === 'all' || ++failures === mostFailures) throw problem
        count.failed++
      }
      if (waiting.length >= mostWaiting || performance.now() - since >= longestWait) keepWaiting()
    }
  } finally {
    keepWaiting()
  }
  return count
}
