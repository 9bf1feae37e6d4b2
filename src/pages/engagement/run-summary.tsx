import { useQuery } from '@tanstack/react-query'
import { useOutletContext } from 'react-router'

import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { runDurationMs } from '#contract/run-duration.ts'
import { parseTime } from '#format/time/time.ts'
import { stepsQuery } from '#queries/context.ts'
import { useNow } from '#ui/time/use-now.ts'

import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { StatusBadge } from '#pages/shared/status-badge.tsx'
import { Timestamp, RunDuration } from '#pages/shared/values.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

type RunSummaryProps = { flowSid: FlowSid; engagementSid: EngagementSid; run: EngagementData }

/** Contact, status, start and duration, above the tabs. */
export function RunSummary({ flowSid, engagementSid, run: { engagement } }: RunSummaryProps) {
  const pageNowMs = useNow()
  // The list's time, so that both show the same duration.
  const nowMs = useOutletContext<PanelOutletContext>().nowMs ?? pageNowMs
  const lastStepMs = useLastStepMs(flowSid, engagementSid)
  if (!engagement) return <div aria-hidden className="mx-5 mb-3 h-11 animate-pulse rounded-md bg-hover" />
  const { status, contact_channel_address: contact, date_created, date_updated } = engagement.fields
  const isActive = status === 'active'
  const started = parseTime(date_created)
  // Twilio may update an engagement after its run has ended, or send no update date: its last step knows better.
  const ended = lastStepMs ?? parseTime(date_updated)
  const durationMs = runDurationMs(isActive, started ?? Number.NaN, ended ?? Number.NaN, nowMs)
  return (
    <div className="flex shrink-0 flex-col gap-0.5 px-5 pb-3">
      <p className="truncate text-lg font-semibold tabular-nums">
        {contact === null ? (
          <span className="text-faint">No contact</span>
        ) : (
          <ContactAddress address={contact} />
        )}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-muted tabular-nums">
        <StatusBadge status={status} />
        <Timestamp ms={started} />
        <RunDuration
          ms={Number.isNaN(durationMs) ? null : durationMs}
          isActive={isActive}
          end={lastStepMs === null ? 'last update' : 'last step'}
        />
      </p>
    </div>
  )
}

/** When the last step happened, in milliseconds since 1970; null unless a tab has loaded the steps. Sends no request. */
function useLastStepMs(flowSid: FlowSid, engagementSid: EngagementSid): number | null {
  const { data: steps = [] } = useQuery({ ...stepsQuery(flowSid, engagementSid), enabled: false })
  const last = Math.max(...steps.map(({ date_created }) => parseTime(date_created) ?? -Infinity))
  return Number.isFinite(last) ? last : null
}
