import type { QueryClient } from '@tanstack/react-query'

import type { Step } from '#contract/resources.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import { stepsQuery } from '#queries/context.ts'
import { engagementQuery, rowsQuery } from '#queries/engagement.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

import { loadRunSteps, storeSteps } from '#pages/engagements/outcomes/load-run-steps.ts'

/** Max runs whose steps are asked for at once: one request each. */
export const maxCheckedRuns = 20

export type LastGoodRun =
  | { state: 'found'; engagementSid: EngagementSid }
  /** `loaded`: how many runs of the flow are loaded. `isExhausted`: whether all of them that may be it were checked. */
  | { state: 'none'; loaded: number; isExhausted: boolean }
  /** The run has no start or no steps, so that nothing can be compared with them. */
  | { state: 'unknown trigger' }

type FindOptions = {
  client: QueryClient
  runList: RunList
  engagementSid: EngagementSid
  /** Runs that are not it. Those checked now are added. */
  checked: Set<EngagementSid>
  signal: AbortSignal
  /** Called after each checked run. */
  onChecked: () => void
}

/**
 * Finds the newest run of the flow that started before this one, by the same trigger, and completed; among the loaded
 * runs only. Asks for the steps of up to `maxCheckedRuns` runs, one after the other, newest first. Rejects with the
 * `Problem` of a request that fails.
 */
export async function findLastGoodRun(options: FindOptions): Promise<LastGoodRun> {
  const { client, runList, engagementSid, checked, signal, onChecked } = options
  const [engagement, steps] = await Promise.all([
    client.ensureQueryData(engagementQuery(runList, engagementSid)),
    client.ensureQueryData(stepsQuery(runList, engagementSid)),
  ])
  const started = parseTime(engagement.fields.date_created)
  const trigger = firstEvent(steps)
  if (started === null || trigger === null) return { state: 'unknown trigger' }

  const candidates: ListQuery = {
    ...emptyQuery,
    status: 'ended',
    to: started,
    outcomes: ['completed', 'not-loaded'],
  }
  const { rows, total, loaded } = await client.fetchQuery(
    rowsQuery({
      runList,
      query: parseQuery(candidates),
      from: 0,
      // Those already checked may be among them.
      size: checked.size + maxCheckedRuns,
    }),
  )
  const unchecked = rows.flatMap(({ sid, status, updated }) =>
    sid === null || checked.has(sid) ? [] : [{ sid, status, updated }],
  )
  for (const run of unchecked.slice(0, maxCheckedRuns)) {
    const result = await loadRunSteps(client, runList, run, signal)
    await storeSteps(runList, [result])
    signal.throwIfAborted()
    if (result.steps.outcome?.kind === 'completed' && triggerOf(client, runList, run.sid) === trigger)
      return { state: 'found', engagementSid: run.sid }
    checked.add(run.sid)
    onChecked()
  }
  return { state: 'none', loaded, isExhausted: unchecked.length <= maxCheckedRuns && rows.length >= total }
}

/** The event that started a run, once its steps are loaded. */
function triggerOf(client: QueryClient, runList: RunList, sid: EngagementSid): string | null {
  return firstEvent(client.getQueryData(stepsQuery(runList, sid).queryKey) ?? [])
}

function firstEvent(steps: readonly Step[]): string | null {
  return stepsInOrder(steps)[0]?.name ?? null
}
