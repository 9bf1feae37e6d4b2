import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#urls/urls.ts'
import { normalizeError } from '#contract/problem.ts'
import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { formatDateTime, parseTime } from '#format/time/time.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { contextDiffQuery, contextQuery, listedEngagementQuery } from '#queries/context.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { parseEngagement } from '#twilio/engagement-response.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { ToggleButton } from '#ui/controls/toggle-button.tsx'
import { DiffView } from '#viewer/diff/diff-view.tsx'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { toAsyncData, type EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { alwaysDiffers } from './always-differs.ts'
import { ChangedRevision } from './changed-revision.tsx'
import { ComparedSteps } from './compared-steps.tsx'

type CompareViewProps = {
  runList: RunList
  engagementSid: EngagementSid
  run: EngagementData
  other: EngagementSid
}

/** Compares two runs of a flow: their contexts, or their steps. */
export function CompareView({ runList, engagementSid, run, other }: CompareViewProps) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  const zone = useTimeZone()
  const { engagement: otherEngagement, request: otherRequest } = useOtherEngagement(runList, other)
  const otherRun = otherEngagement?.fields ?? null
  const mode = urlState.tab === 'steps' ? 'steps' : 'context'
  const names: [string, string] = [
    formatRunLabel(engagementSid, run.engagement?.fields.date_created ?? null, zone),
    formatRunLabel(other, otherRun?.date_created ?? null, zone),
  ]
  const runs = [
    { sid: engagementSid, name: names[0], run },
    { sid: other, name: names[1], run: { engagement: otherEngagement, request: otherRequest } },
  ] as const

  return (
    <section aria-label="Comparison" className="flex min-h-0 flex-1 flex-col border-t border-line">
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-1 border-b border-line py-1 pr-3 pl-5">
        <p className="min-w-0 flex-1 truncate">
          Compared with{' '}
          <OtherRunLabel
            sid={other}
            contact={otherRun?.contact_channel_address ?? null}
            isSameContact={
              otherRun?.contact_channel_address === run.engagement?.fields.contact_channel_address
            }
          />
        </p>
        {(['steps', 'context'] as const).map((each) => (
          <ToggleButton
            key={each}
            pressed={mode === each}
            onClick={() =>
              void navigate(paths.engagement(runList, engagementSid, { ...urlState, tab: each }), {
                replace: true,
              })
            }
          >
            {each === 'context' ? 'Contexts' : 'Steps'}
          </ToggleButton>
        ))}
        <Button
          variant="quiet"
          size="sm"
          aria-label="Stop comparing"
          title="Stop comparing"
          icon={<Icon icon={X} size={14} />}
          onClick={() =>
            void navigate(paths.engagement(runList, engagementSid, { ...urlState, compare: null }))
          }
        />
      </div>
      <ChangedRevision flowSid={flowOf(runList)} runs={runs} />
      {mode === 'steps' ? (
        <ComparedSteps runList={runList} runs={runs} />
      ) : (
        <ComparedContexts runList={runList} run={run} other={other} names={names} />
      )}
    </section>
  )
}

/** The list's copy of the other run if it has ended, since it will not change; else, and without one, from Twilio. */
function useOtherEngagement(
  runList: RunList,
  other: EngagementSid,
): Pick<EngagementData, 'engagement' | 'request'> {
  const listed = useQuery(listedEngagementQuery(runList, other))
  const copy = useMemo(() => listed.data && parseEngagement(listed.data.entries), [listed.data])
  const isFinal = copy?.fields.status === 'ended'
  const query = useQuery(engagementQuery(runList, listed.isPending || isFinal ? null : other))
  return { engagement: query.data ?? copy ?? null, request: toAsyncData(query) }
}

/** Names the other run by its contact; the labels of both sides have SID and start. */
function OtherRunLabel({
  sid,
  contact,
  isSameContact,
}: {
  sid: EngagementSid
  contact: string | null
  isSameContact: boolean
}) {
  if (contact === null) return <span className="font-mono text-xs">{shortenSid(sid)}</span>
  if (isSameContact) return 'another run of this contact'
  return (
    <>
      a run of <ContactAddress address={contact} />
    </>
  )
}

type ComparedContextsProps = {
  runList: RunList
  run: EngagementData
  other: EngagementSid
  names: readonly [string, string]
}

function ComparedContexts({ runList, run, other, names }: ComparedContextsProps) {
  const otherContext = useQuery(contextQuery(runList, other))
  const { data: diff } = useQuery(contextDiffQuery(run.context.data, otherContext.data ?? null))
  if (otherContext.error) {
    return (
      <ProblemView
        problem={normalizeError(otherContext.error)}
        title="The other run’s context couldn’t be loaded"
        onRetry={() => void otherContext.refetch()}
        variant="page"
      />
    )
  }
  if (run.context.problem && run.context.data === null) {
    return (
      <ProblemView
        problem={run.context.problem}
        title="The context couldn’t be loaded"
        onRetry={run.context.retry}
        variant="page"
      />
    )
  }
  if (diff === undefined) return <TabSkeleton label="Comparing the contexts" />
  if (diff instanceof JsonTextError) {
    return <p className="px-5 py-4 text-muted">These contexts can’t be compared. {diff.message}</p>
  }
  return (
    <DiffView
      // Not by names: they become longer once their dates have loaded.
      key={`${run.context.data?.id} ${otherContext.data?.id}`}
      diff={diff}
      label="Differences"
      sides={names}
      isExpected={alwaysDiffers}
    />
  )
}

/** "FN5de269…45feb5, 24 Nov 2026, 15:12". People compare both ends of a SID, so both are shown. */
function formatRunLabel(sid: EngagementSid, created: string | null, zone: TimeZone): string {
  const started = parseTime(created)
  return started === null ? shortenSid(sid) : `${shortenSid(sid)}, ${formatDateTime(started, zone)}`
}

function shortenSid(sid: EngagementSid): string {
  return `${sid.slice(0, 8)}…${sid.slice(-6)}`
}
