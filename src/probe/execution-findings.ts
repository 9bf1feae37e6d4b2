import type { executionSchema } from '#contract/execution-resources.ts'
import type { Problem } from '#contract/problem.ts'
import type { Engagement } from '#contract/resources.ts'
import { pluralize } from '#format/count.ts'
import type * as z from 'zod/mini'

import { unknown, type Finding } from './finding.ts'

export type Execution = z.infer<typeof executionSchema>

/** The run to ask for as an execution: an ended one, since an active one may have changed since the list was read. */
export function chooseRun(rows: readonly Engagement[]): Engagement | undefined {
  const dated = rows.filter((row) => row.sid !== null && row.date_created !== null)
  return dated.find((row) => row.status === 'ended') ?? dated[0]
}

/** Whether an execution is the engagement with the same SID. */
export function compareExecution(engagement: Engagement, execution: Execution): Finding {
  const fields = ['sid', 'status', 'date_created', 'contact_channel_address'] as const
  const different = fields.filter((field) => engagement[field] !== execution[field])
  return different.length === 0
    ? { answer: 'answers, the same run', detail: `equal: ${fields.join(', ')}` }
    : { answer: 'answers, another run', detail: `different: ${different.join(', ')}` }
}

/** Twilio refused the SID. */
export function refusedExecution(problem: Problem): Finding {
  return { answer: 'refused', detail: describeProblem(problem) }
}

/** Whether the list of executions begins with the runs of the list of engagements. */
export function findExecutionList(
  engagements: readonly Engagement[],
  executions: readonly Execution[],
): Finding {
  const [first, second] = [sids(engagements), sids(executions)]
  if (second.length === 0) return unknown('no rows')
  const shared = first.filter((sid) => second.includes(sid))
  const inSecond = second.filter((sid) => first.includes(sid))
  const has = (field: 'flow_version' | 'initiated_by') =>
    `${field} in ${executions.filter((row) => row[field] !== null).length}`
  const detail = `${shared.length} of ${second.length} rows are also engagements; ${has('flow_version')}, ${has('initiated_by')}`
  // A run that has started in between is in the second list alone.
  if (shared.length < second.length / 2) return { answer: 'other runs', detail }
  return {
    answer: shared.every((sid, i) => sid === inSecond[i])
      ? 'the same runs in the same order'
      : 'the same runs in another order',
    detail,
  }
}

function sids(rows: readonly { sid: string | null }[]): string[] {
  return rows.map((row) => row.sid).filter((sid) => sid !== null)
}

/** Whether `status=active` leaves the active runs. */
export function findStatusFilter(executions: readonly Execution[]): Finding {
  const others = executions.filter((row) => row.status !== 'active').length
  if (executions.length === 0) return unknown('no run is active')
  return {
    answer: others === 0 ? 'filters' : 'does not filter',
    detail: `${pluralize(executions.length, 'row')}, ${others} not active`,
  }
}

/**
 * Whether a run is found between its own start and its own start.
 * @param executions what Twilio answers with both bounds at the start of `run`
 */
export function findDateFilter(
  run: Pick<Engagement, 'sid' | 'date_created'>,
  executions: readonly Execution[],
): Finding {
  const outside = executions.filter((row) => row.date_created !== run.date_created).length
  const detail = `${pluralize(executions.length, 'row')} for one second, ${outside} of another time`
  if (outside > 0) return { answer: 'do not filter by the second', detail }
  return {
    answer: executions.some((row) => row.sid === run.sid)
      ? 'both bounds are included'
      : 'a bound is not included',
    detail,
  }
}

/** Without Twilio's message, which repeats SIDs. */
export function describeProblem({ status, code, message }: Problem): string {
  const reason = message.replace(/\.$/, '')
  if (status === null) return reason
  return `${reason} (HTTP ${status}${code === null ? '' : `, code ${code}`})`
}
