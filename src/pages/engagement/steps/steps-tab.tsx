import { useQuery } from '@tanstack/react-query'
import { ArrowRight, Footprints } from 'lucide-react'
import { useMemo } from 'react'

import { toProblem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { countOf } from '#display/count.ts'
import { formatDuration } from '#display/duration.ts'
import { describeTime, formatClock, parseTime } from '#display/time.ts'
import { stepsQuery } from '#queries/engagement.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import { Blank } from '#ui/blank.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { Foreign, Missing } from '#pages/shared/values.tsx'
import { TabWaiting } from '#pages/engagement/tab-waiting.tsx'

/** What the run did, step by step. */
export function StepsTab({ flowSid, engagementSid }: { flowSid: FlowSid; engagementSid: EngagementSid }) {
  const { data, error, refetch } = useQuery(stepsQuery(flowSid, engagementSid))
  const steps = useMemo(() => data && stepsInOrder(data), [data])
  return (
    <>
      {error && (
        <ProblemView
          problem={toProblem(error)}
          title="The steps could not be read"
          onRetry={() => void refetch()}
          as={steps ? 'strip' : 'whole'}
        />
      )}
      {steps?.length === 0 && (
        <Blank icon={<Footprints aria-hidden size={28} strokeWidth={1.5} />} title="No steps">
          Twilio lists no step of this run. Steps are deleted with the run, 30 days after it started.
        </Blank>
      )}
      {steps && steps.length > 0 && <StepList steps={steps} />}
      {!steps && !error && <TabWaiting what="Reading the steps" />}
    </>
  )
}

function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    // A long run has hundreds of steps and nothing in them takes the focus, so the scroller does.
    <div
      tabIndex={0}
      role="group"
      aria-label={countOf(steps.length, 'step')}
      className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
    >
      <ol aria-label="Steps" className="py-2">
        {steps.map((step, i) => (
          <StepItem
            key={step.sid ?? i}
            step={step}
            before={steps[i - 1] ?? null}
            last={i === steps.length - 1}
          />
        ))}
      </ol>
    </div>
  )
}

type StepItemProps = { step: Step; before: Step | null; last: boolean }

function StepItem({ step, before, last }: StepItemProps) {
  const at = parseTime(step.date_created)
  const previous = parseTime(before?.date_created ?? null)
  return (
    <li className="grid grid-cols-[72px_12px_minmax(0,1fr)] gap-x-3 px-5 hover:bg-hover">
      <div className="py-2 text-right text-xs leading-5 text-muted tabular-nums">
        {at === null ? (
          <Missing what="No date" />
        ) : (
          <time dateTime={new Date(at).toISOString()} title={describeTime(at)}>
            {formatClock(at)}
          </time>
        )}
        {at !== null && previous !== null && at !== previous && (
          <div className="text-2xs text-faint" title="Since the step before">
            +{formatDuration(at - previous)}
          </div>
        )}
      </div>
      <div aria-hidden className="relative">
        <span
          className={`absolute left-1.25 w-px bg-line-strong ${before ? 'top-0' : 'top-4'} ${last ? 'h-4' : 'bottom-0'}`}
        />
        <span className="absolute top-3.5 left-0.75 size-1.25 rounded-full bg-muted" />
      </div>
      <div className="min-w-0 py-2">
        <p className="truncate font-medium">
          {step.name === null ? <Missing what="No event" /> : <Foreign text={step.name} />}
        </p>
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs text-muted">
          <Widget name={step.transitioned_from} />
          <ArrowRight role="img" aria-label="to" size={12} className="shrink-0 text-faint" />
          <Widget name={step.transitioned_to} />
          {step.type !== null && (
            <span className="ml-auto shrink-0 pl-3 text-faint">
              <Foreign text={step.type} />
            </span>
          )}
        </p>
      </div>
    </li>
  )
}

function Widget({ name }: { name: string | null }) {
  return name === null ? (
    <Missing what="nothing" />
  ) : (
    <span className="truncate font-mono">
      <Foreign text={name} />
    </span>
  )
}
