import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide'
import { useMemo } from 'react'
import { useOutletContext } from 'react-router'

import type { Step } from '#contract/resources.ts'
import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { daysUntilDeletion, runDurationMs } from '#contract/run-duration.ts'
import { pluralize } from '#format/count.ts'
import { parseTime } from '#format/time/time.ts'
import { stepsQuery } from '#queries/context.ts'
import { flowQuery } from '#queries/flow.ts'
import { leadToEnd, outcomeOf } from '#story/outcome.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import { Icon } from '#ui/icon.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useNow } from '#ui/time/use-now.ts'

import { OutcomeBadge } from '#pages/shared/badges/outcome-badge.tsx'
import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { StatusBadge } from '#pages/shared/badges/status-badge.tsx'
import { RelativeTime } from '#pages/engagement/shared/relative-time.tsx'
import { EmptyValue, ExternalText, RunDuration, SidText } from '#pages/shared/values.tsx'
import { OutcomeLoader } from '#pages/engagements/outcomes/outcome-loader.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { contextReader } from '#pages/engagement/story/use-story-data.ts'

type RunSummaryProps = {
  runList: RunList
  engagementSid: EngagementSid
  run: EngagementData
  /** The run in the list; null while the list has not loaded it. */
  row: EngagementRow | null
  /** Whether the run is from a file, which Twilio does not delete. */
  isSaved?: boolean
}

/** Status, outcome, flow, start, duration and SID, above the tabs. */
export function RunSummary({ runList, engagementSid, run, row, isSaved = false }: RunSummaryProps) {
  const { engagement, request, context } = run
  const pageNowMs = useNow()
  // The list's time, so that both show the same duration.
  const nowMs = useOutletContext<PanelOutletContext>().nowMs ?? pageNowMs
  const steps = useLoadedSteps(runList, engagementSid)
  const lastStepMs = lastTime(steps)
  // The list has loaded it.
  const flowName = useQuery({ ...flowQuery(flowOf(runList)), enabled: false }).data?.friendly_name ?? null
  if (!engagement && !request.isPending) return null
  if (!engagement) return <div aria-hidden className="mx-5 mb-2.5 h-17 animate-pulse rounded-md bg-hover" />
  const { status, date_created, date_updated } = engagement.fields
  const isActive = status === 'active'
  const started = parseTime(date_created)
  // Twilio may update an engagement after its run has ended, or send no update date: its last step knows better.
  const ended = lastStepMs ?? parseTime(date_updated)
  const durationMs = runDurationMs(isActive, started ?? Number.NaN, ended ?? Number.NaN, nowMs)
  const runContext = context.data && contextReader(context.data)
  // The list may be older than the run.
  const listed = row?.status === status ? row.outcome : null
  const isOfEnd = steps !== null && (isActive || leadToEnd(steps))
  const outcome = (isOfEnd ? outcomeOf(steps, runContext, status) : null) ?? listed
  return (
    <div className="relative mx-5 flex shrink-0 flex-col gap-1 pb-2.5 text-muted tabular-nums">
      {row && <OutcomeLoader runList={runList} rows={[row]} />}
      <p className="flex flex-wrap items-center gap-x-3">
        <StatusBadge status={status} />
        {outcome && <OutcomeBadge outcome={outcome} />}
        {flowName !== null && (
          <span className="min-w-0 truncate">
            <ExternalText text={flowName} />
          </span>
        )}
        {started === null ? <EmptyValue label="No date" /> : <RelativeTime ms={started} />}
        <RunDuration
          ms={Number.isNaN(durationMs) ? null : durationMs}
          isActive={isActive}
          end={lastStepMs === null ? 'last update' : 'last step'}
        />
        {!isSaved && <DeletionNotice days={daysUntilDeletion(started, nowMs)} />}
      </p>
      <p className="flex min-w-0 flex-wrap items-center gap-x-3">
        <span className="flex min-w-0 items-center rounded-md bg-hover pl-2">
          <SidText sid={engagementSid} />
          <CopyButton unmasked iconOnly label="Copy engagement SID" text={() => engagementSid} />
        </span>
        <a
          href={consoleUrl(flowOf(runList), engagementSid)}
          target="_blank"
          rel="noreferrer"
          className="focus-ring inline-flex items-center gap-1 rounded-sm text-accent hover:underline hover:underline-offset-2"
        >
          Open in Twilio Console
          <Icon icon={ExternalLink} size={12} />
        </a>
      </p>
    </div>
  )
}

function DeletionNotice({ days }: { days: number | null }) {
  if (days === null) return null
  return (
    <span title="Twilio keeps runs for 30 days after they start" className="text-warn">
      {days === 0 ? 'Twilio may delete it at any time' : `Twilio deletes it in ${pluralize(days, 'day')}`}
    </span>
  )
}

/** The run's page in Twilio's Console. */
function consoleUrl(flowSid: FlowSid, engagementSid: EngagementSid): string {
  return `https://console.twilio.com/us1/develop/studio/flows/${flowSid}/executions/${engagementSid}`
}

/** The steps in order; null until a tab or the list has loaded them. Sends no request. */
function useLoadedSteps(runList: RunList, engagementSid: EngagementSid): readonly Step[] | null {
  const { data } = useQuery({ ...stepsQuery(runList, engagementSid), enabled: false })
  return useMemo(() => (data === undefined ? null : stepsInOrder(data)), [data])
}

/** When the last step happened, in milliseconds since 1970; null without one. */
function lastTime(steps: readonly Step[] | null): number | null {
  const last = Math.max(...(steps ?? []).map(({ date_created }) => parseTime(date_created) ?? -Infinity))
  return Number.isFinite(last) ? last : null
}
