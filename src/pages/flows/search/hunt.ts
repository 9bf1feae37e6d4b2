import { isAbort, toProblem, type Problem, type ProblemKind } from '#contract/problem.ts'
import type { Flow } from '#contract/flow.ts'
import type { FlowSid } from '#contract/sid.ts'

/** A flow that can be looked into: one with a SID. */
export type HuntedFlow = Flow & { sid: FlowSid }

/** What looking into one flow came to. */
export type Look =
  | { state: 'waiting' }
  | { state: 'looking' }
  /** `found` ends the hunt where one find is all there can be: a SID is in one flow only. */
  | { state: 'looked'; found: boolean }
  | { state: 'failed'; problem: Problem }

export type Hunt = {
  state: 'running' | 'paused' | 'done'
  /** Requests made to Twilio so far. */
  requests: number
  looks: ReadonlyMap<FlowSid, Look>
}

/** So many flows in a row that fail alike are taken for a failure of the account or the network. */
const mostAlike = 3

/** Looks into one flow. @returns how many requests it took, and whether what was wanted is there for certain */
export type LookInto = (
  flow: HuntedFlow,
  signal: AbortSignal,
) => Promise<{ requests: number; found: boolean }>

/** The flows in the order they are looked into: published ones first, for customers only meet those. */
export function huntingOrder(flows: readonly Flow[]): HuntedFlow[] {
  const known = flows.flatMap((flow) => (flow.sid === null ? [] : [{ ...flow, sid: flow.sid }]))
  return known.toSorted((a, b) => Number(b.status === 'published') - Number(a.status === 'published'))
}

export function freshHunt(flows: readonly HuntedFlow[]): Hunt {
  return {
    state: 'running',
    requests: 0,
    looks: new Map(flows.map(({ sid }) => [sid, { state: 'waiting' } as const])),
  }
}

/**
 * Looks into one flow after the other, those already looked into left out, and tells of each step. Stops when all are
 * looked into, when one held the only thing there is to find, or when the signal says so. A flow that fails does not
 * stop the others; three in a row that fail alike do, for then it is not the flows.
 */
export async function hunt(
  flows: readonly HuntedFlow[],
  from: Hunt,
  lookInto: LookInto,
  tell: (hunt: Hunt) => void,
  signal: AbortSignal,
): Promise<void> {
  let now: Hunt = { ...from, state: 'running' }
  let failed: ProblemKind | null = null
  let alike = 0
  const say = (sid: FlowSid, look: Look, more: Partial<Hunt> = {}) => {
    now = { ...now, ...more, looks: new Map(now.looks).set(sid, look) }
    tell(now)
  }

  for (const flow of flows) {
    const before = now.looks.get(flow.sid)
    if (before?.state === 'looked') continue
    say(flow.sid, { state: 'looking' })
    try {
      // One request at a time: Twilio counts those that run at once, for the whole account.
      // oxlint-disable-next-line no-await-in-loop
      const { requests, found } = await lookInto(flow, signal)
      say(flow.sid, { state: 'looked', found }, { requests: now.requests + requests })
      alike = 0
      if (found) break
    } catch (thrown) {
      if (isAbort(thrown) || signal.aborted) {
        say(flow.sid, { state: 'waiting' }, { state: 'paused' })
        return
      }
      const problem = toProblem(thrown)
      say(flow.sid, { state: 'failed', problem }, { requests: now.requests + 1 })
      alike = failed === problem.kind ? alike + 1 : 1
      failed = problem.kind
      if (alike === mostAlike) {
        tell({ ...now, state: 'paused' })
        return
      }
    }
  }
  tell({ ...now, state: 'done' })
}
