import { executionSchema, executionsPageSchema } from '#contract/execution-resources.ts'
import { buildPath } from '#contract/endpoints.ts'
import {
  engagementContextSchema,
  engagementSchema,
  flowSchema,
  stepsPageSchema,
} from '#contract/resources.ts'
import type { Engagement } from '#contract/resources.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { sleep } from '#twilio/backoff.ts'
import { parseBody } from '#twilio/parse-response.ts'

import { attempt, findingOf, type Attempt } from './attempt.ts'
import {
  chooseRun,
  compareExecution,
  findDateFilter,
  findExecutionList,
  findStatusFilter,
  refusedExecution,
  type Execution,
} from './execution-findings.ts'
import { unknown, type Finding, type Findings } from './finding.ts'
import {
  findCompression,
  findContexts,
  findNextUrl,
  findOrder,
  findRepeats,
  findToken,
  type ProbedPage,
} from './list-findings.ts'
import {
  createProbeClient,
  type ProbeClient,
  type ProbeClientOptions,
  type ProbeTotals,
} from './probe-client.ts'
import { findTokenLife, pageSize, readList } from './read-list.ts'
import { findStepOrder, findStoppedRun, type ProbedSteps } from './step-findings.ts'

export type ProbeOptions = ProbeClientOptions & {
  flowSid: FlowSid
  /** A run that is known to have been stopped from outside; null for none. */
  runSid: EngagementSid | null
  /** How many seconds to wait before a token is used again. */
  waitSeconds: number
  /** The most runs whose steps are read. */
  maxStepRuns: number
  /** The clock, milliseconds since 1970. */
  now: () => number
}

export type ProbeReport = {
  flowSid: FlowSid
  host: string
  startedAt: number
  finishedAt: number
  requestCount: number
  maxRequests: number
  findings: Findings
}

/**
 * Reads from Twilio what its documentation leaves open, one request after the other. Rejects with a `Problem` if the flow or
 * the named run cannot be read; any later failure is a finding.
 */
export async function probeFlow(options: ProbeOptions): Promise<ProbeReport> {
  const { flowSid: FW, runSid, base, maxRequests, now } = options
  const startedAt = now()
  const client = createProbeClient(options)
  parseBody((await client.get(buildPath('flow', { FW }))).body, flowSchema)
  const named = runSid && (await readEngagement(client, FW, runSid))
  const list = await readList(client, FW, now)
  const rows = list.pages.flatMap((page) => page.rows)
  const findings: Findings = {
    ...(await findInList(client, FW, list.pages, list.problem, base)),
    ...findInSteps(await readSteps(client, FW, { rows, named, maxRuns: options.maxStepRuns })),
    ...(await findInExecutions(client, FW, rows)),
    tokenLife: await findTokenLife(client, FW, list, {
      now,
      wait: () => (options.sleep ?? sleep)(options.waitSeconds * 1000, undefined),
    }),
    retryAfter: findRetryAfter(client.totals),
  }
  const { requestCount } = client.totals
  return { flowSid: FW, host: base.host, startedAt, finishedAt: now(), requestCount, maxRequests, findings }
}

async function readEngagement(client: ProbeClient, FW: FlowSid, FN: EngagementSid): Promise<Engagement> {
  return parseBody((await client.get(buildPath('engagement', { FW, FN }))).body, engagementSchema)
}

async function findInList(
  client: ProbeClient,
  FW: FlowSid,
  pages: readonly ProbedPage[],
  problem: Finding | null,
  base: URL,
): Promise<Findings> {
  const [first] = pages
  if (!first) {
    const finding = problem ?? unknown('the list could not be read')
    return { order: finding, contexts: finding, compression: finding, token: finding }
  }
  const rows = pages.flatMap((page) => page.rows)
  const nextUrl = first.meta.next_page_url
  return {
    order: findOrder(pages),
    repeats: problem && pages.length < 2 ? problem : findRepeats(pages),
    contexts: await findListContexts(client, FW, rows),
    compression: findCompression(first.response),
    token: findToken(nextUrl),
    nextUrl: findNextUrl(nextUrl, base),
  }
}

/** Where a row's context is empty, asks whether the run's own has it. */
async function findListContexts(
  client: ProbeClient,
  FW: FlowSid,
  rows: readonly Engagement[],
): Promise<Finding> {
  const found = findContexts(rows.map((row) => row.context))
  const FN = rows.find((row) => JSON.stringify(row.context) === '{}')?.sid
  if (!FN) return found
  const own = findingOf(
    await attempt(async () =>
      parseBody((await client.get(buildPath('context', { FW, FN }))).body, engagementContextSchema),
    ),
    ({ context }) => findContexts([context]),
  )
  return { ...found, detail: `${found.detail}; the /Context of an empty one: ${own.detail}` }
}

type StepsOptions = { rows: readonly Engagement[]; named: Engagement | null; maxRuns: number }

/** The steps of the named run and of ended ones, until the order is known and a stopped run was found. */
async function readSteps(
  client: ProbeClient,
  FW: FlowSid,
  { rows, named, maxRuns }: StepsOptions,
): Promise<{ runs: ProbedSteps[]; failure: Finding | null }> {
  const ended = rows.filter((row) => row.status === 'ended' && row.sid !== named?.sid)
  const runs: ProbedSteps[] = []
  for (const row of [...(named ? [named] : []), ...ended].slice(0, maxRuns)) {
    const FN = row.sid
    if (!FN) continue
    const steps = await attempt(async () =>
      parseBody(
        (await client.get(buildPath('steps', { FW, FN }), { PageSize: '1000' })).body,
        stepsPageSchema,
      ),
    )
    if ('finding' in steps) return { runs, failure: steps.finding }
    runs.push({ steps: steps.value.steps, isEnded: row.status === 'ended', isNamed: row === named })
    if (findStepOrder(runs).answer !== null && findStoppedRun(runs).answer !== null) break
  }
  return { runs, failure: null }
}

function findInSteps({ runs, failure }: { runs: readonly ProbedSteps[]; failure: Finding | null }): Findings {
  if (failure && runs.length === 0) return { stepOrder: failure, stepContexts: failure, stopped: failure }
  return {
    stepOrder: findStepOrder(runs),
    stepContexts: findContexts(runs.flatMap(({ steps }) => steps.map((step) => step.context))),
    stopped: findStoppedRun(runs),
  }
}

async function findInExecutions(
  client: ProbeClient,
  FW: FlowSid,
  rows: readonly Engagement[],
): Promise<Findings> {
  const readRows = (query: Record<string, string>): Promise<Attempt<readonly Execution[]>> =>
    attempt(async () => {
      const path = buildPath('executions', { FW })
      const { body } = await client.get(path, { ...query, PageSize: String(pageSize) })
      return parseBody(body, executionsPageSchema).executions
    })
  const list = await readRows({})
  const dated = chooseRun(rows)
  const noRow = unknown('no run to ask for')
  return {
    execution: dated ? await findExecution(client, FW, dated) : noRow,
    executionList: findingOf(list, (executions) => findExecutionList(rows, executions)),
    executionContexts: findingOf(list, (executions) => findContexts(executions.map((row) => row.context))),
    statusFilter: findingOf(await readRows({ status: 'active' }), findStatusFilter),
    dateFilter: dated
      ? findingOf(await readRows(bounds(dated)), (executions) => findDateFilter(dated, executions))
      : noRow,
  }
}

function bounds({ date_created }: Engagement): Record<string, string> {
  return date_created === null ? {} : { DateCreatedFrom: date_created, DateCreatedTo: date_created }
}

/** Asks for an engagement's SID as an execution. */
async function findExecution(client: ProbeClient, FW: FlowSid, row: Engagement): Promise<Finding> {
  const FN = row.sid
  if (FN === null) return unknown('no run to ask for')
  const execution = await attempt(async () =>
    parseBody((await client.get(buildPath('execution', { FW, FN }))).body, executionSchema),
  )
  if ('value' in execution) return compareExecution(row, execution.value)
  return execution.problem?.kind === 'not-found' ? refusedExecution(execution.problem) : execution.finding
}

/** A 429 is not provoked: it would hinder the account's own traffic. */
function findRetryAfter({ retryAfters, maxConcurrentRequests }: ProbeTotals): Finding {
  const load =
    maxConcurrentRequests === null
      ? 'no Twilio-Concurrent-Requests was sent'
      : `Twilio-Concurrent-Requests was ${maxConcurrentRequests} at most`
  if (retryAfters.length === 0) return unknown(`no 429 was answered, and none is provoked; ${load}`)
  const kinds = new Set(retryAfters.map(retryAfterKind))
  return { answer: [...kinds].toSorted().join(' and '), detail: `${retryAfters.length} × 429; ${load}` }
}

function retryAfterKind(value: string | null): string {
  if (value === null) return 'absent'
  return /^\d+$/.test(value.trim()) ? 'seconds' : 'a date'
}
