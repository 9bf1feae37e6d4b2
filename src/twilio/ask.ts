import { isList, pagingKeys, printRead, type ReadName, type ReadSids } from '#contract/reads.ts'
import { isAbort, Problem, problemFromAnswer, type ProblemKind, toProblem } from '#contract/problem.ts'

import { backoff, sleep } from './backoff.ts'
import { readBody, withTimeout } from './timeout.ts'

export type AskOptions = {
  fetch: typeof globalThis.fetch
  /** What Twilio's paths are appended to: `/api` in a page, an absolute URL in Node. */
  base: string
  /** Waits before asking again; tests pass one that does not. */
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** Hears how the asking goes, whoever asked: beside the answer, which goes to them alone. */
  tell?: (news: AskNews) => void
}

export type AskNews =
  /** Twilio asked us to slow down: it is asked again at that time, in milliseconds since 1970. */
  | { news: 'slow-down'; until: number }
  /** One read has failed, and is not asked again. */
  | { news: 'failed'; kind: ProblemKind }

export type PageQuery = Partial<Record<(typeof pagingKeys)[number], string>>

/** Asks for one of Twilio's reads and gives the whole body. Rejects with a `Problem`, or with the abort itself. */
export type Ask = <R extends ReadName>(
  name: R,
  sids: ReadSids<R>,
  options: { query?: PageQuery; signal?: AbortSignal | undefined },
) => Promise<Uint8Array<ArrayBuffer>>

/** How often one read is asked before its failure is told: Twilio says 429 means "never processed", so that waits longest. */
const mostTries: Partial<Record<ProblemKind, number>> = { 'slow-down': 6, unavailable: 3, unreachable: 3 }

/**
 * The only place that asks again after a failure: neither the proxy nor the query cache does.
 * A 429 waits as long as `Retry-After` says; everything else backs off exponentially with jitter.
 */
export function createAsk({ fetch, base, sleep: rest = sleep, tell }: AskOptions): Ask {
  return async (name, sids, { query = {}, signal }) => {
    const url = `${base}${printRead(name, sids)}${isList(name) ? printQuery(query) : ''}`
    for (let attempt = 1; ; attempt++) {
      try {
        // One after the other is the point: the next try only follows a failed one.
        // oxlint-disable-next-line no-await-in-loop
        return await askOnce(fetch, url, signal)
      } catch (thrown) {
        if (isAbort(thrown)) throw thrown
        const problem = toProblem(thrown)
        if (attempt >= (mostTries[problem.kind] ?? 1)) {
          tell?.({ news: 'failed', kind: problem.kind })
          throw problem
        }
        const pause = problem.retryAfter === null ? backoff(attempt) : problem.retryAfter * 1000
        if (problem.kind === 'slow-down') tell?.({ news: 'slow-down', until: Date.now() + pause })
        // oxlint-disable-next-line no-await-in-loop
        await rest(pause, signal)
      }
    }
  }
}

async function askOnce(fetch: AskOptions['fetch'], url: string, signal: AbortSignal | undefined) {
  const { answer, body } = await withTimeout(signal, async (timed, alive) => {
    try {
      const response = await fetch(url, { signal: timed, headers: { accept: 'application/json' } })
      alive()
      return { answer: response, body: await readBody(response, alive) }
    } catch (thrown) {
      // A TypeError is all that fetch says of a "network error", before the answer or in the middle of it.
      throw thrown instanceof TypeError ? new Problem('unreachable') : thrown
    }
  })
  if (answer.ok) return body
  throw problemFromAnswer(answer.status, new TextDecoder().decode(body), answer.headers)
}

function printQuery(query: PageQuery): string {
  const given = pagingKeys.flatMap((key) => {
    const value = query[key]
    return value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`]
  })
  return given.length === 0 ? '' : `?${given.join('&')}`
}
