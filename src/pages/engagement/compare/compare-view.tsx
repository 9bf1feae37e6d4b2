import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import { toProblem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { formatMinute, parseTime } from '#display/time.ts'
import { JsonTextError } from '#json/error.ts'
import { contextQuery, engagementQuery } from '#queries/engagement.ts'
import { Button } from '#ui/button.tsx'
import { ToggleButton } from '#ui/toggle-button.tsx'
import { DiffView } from '#viewer/diff/diff-view.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useView } from '#pages/shared/use-view.ts'
import { Foreign } from '#pages/shared/values.tsx'
import { TabWaiting } from '#pages/engagement/tab-waiting.tsx'
import { useCompared } from '#pages/engagement/use-compared.ts'
import type { Run } from '#pages/engagement/use-engagement.ts'
import { ComparedSteps } from './compared-steps.tsx'

type CompareViewProps = { flowSid: FlowSid; engagementSid: EngagementSid; run: Run; other: EngagementSid }

/** Two runs of a flow beside each other: what they knew, or what they did. */
export function CompareView({ flowSid, engagementSid, run, other }: CompareViewProps) {
  const navigate = useNavigate()
  const view = useView()
  const theirs = useQuery(engagementQuery(flowSid, other)).data?.fields ?? null
  const form = view.tab === 'steps' ? 'steps' : 'context'
  const names: [string, string] = [
    nameOf(engagementSid, run.engagement?.fields.date_created ?? null),
    nameOf(other, theirs?.date_created ?? null),
  ]

  return (
    <section aria-label="Comparison" className="flex min-h-0 flex-1 flex-col border-t border-line">
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-1 border-b border-line py-1 pr-3 pl-5">
        <p className="min-w-0 flex-1 truncate">
          Compared with{' '}
          <Other
            sid={other}
            contact={theirs?.contact_channel_address ?? null}
            isSameContact={theirs?.contact_channel_address === run.engagement?.fields.contact_channel_address}
          />
        </p>
        {(['context', 'steps'] as const).map((each) => (
          <ToggleButton
            key={each}
            pressed={form === each}
            onClick={() =>
              void navigate(paths.engagement(flowSid, engagementSid, { ...view, tab: each }), {
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
          icon={<X aria-hidden size={14} />}
          onClick={() => void navigate(paths.engagement(flowSid, engagementSid, { ...view, compare: null }))}
        />
      </div>
      {form === 'steps' ? (
        <ComparedSteps flowSid={flowSid} sids={[engagementSid, other]} names={names} />
      ) : (
        <ComparedContexts flowSid={flowSid} run={run} other={other} names={names} />
      )}
    </section>
  )
}

/** Whose the other run is: which of that contact's it is, the names of both sides say. */
function Other({
  sid,
  contact,
  isSameContact,
}: {
  sid: EngagementSid
  contact: string | null
  isSameContact: boolean
}) {
  if (contact === null) return <span className="font-mono text-xs">{shortened(sid)}</span>
  if (isSameContact) return 'another run of this contact'
  return (
    <>
      a run of <Foreign text={contact} />
    </>
  )
}

type ComparedContextsProps = {
  flowSid: FlowSid
  run: Run
  other: EngagementSid
  names: readonly [string, string]
}

function ComparedContexts({ flowSid, run, other, names }: ComparedContextsProps) {
  const theirs = useQuery(contextQuery(flowSid, other))
  const diff = useCompared(run.context.data, theirs.data ?? null)
  if (theirs.error) {
    return (
      <ProblemView
        problem={toProblem(theirs.error)}
        title="The context of the other engagement could not be read"
        onRetry={() => void theirs.refetch()}
        as="whole"
      />
    )
  }
  if (run.context.problem && run.context.data === null) {
    return (
      <ProblemView
        problem={run.context.problem}
        title="The context could not be read"
        onRetry={run.context.retry}
        as="whole"
      />
    )
  }
  if (diff === null) return <TabWaiting what="Comparing the contexts" />
  if (diff instanceof JsonTextError) {
    return <p className="px-5 py-4 text-muted">These contexts cannot be compared. {diff.message}</p>
  }
  return <DiffView key={names.join()} diff={diff} label="Differences" sides={names} />
}

/** "FN5de269…45feb5, 24 Nov 2026, 15:12": both ends of a SID are what people compare. */
function nameOf(sid: EngagementSid, created: string | null): string {
  const started = parseTime(created)
  return started === null ? shortened(sid) : `${shortened(sid)}, ${formatMinute(started)}`
}

function shortened(sid: EngagementSid): string {
  return `${sid.slice(0, 8)}…${sid.slice(-6)}`
}
