import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useMemo } from 'react'

import { toProblem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { countOf } from '#display/count.ts'
import { formatDuration } from '#display/duration.ts'
import { parseTime } from '#display/time.ts'
import { stepsQuery } from '#queries/engagement.ts'
import { commonSteps } from '#story/common-steps.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { Foreign, Missing } from '#pages/shared/values.tsx'
import { WidgetIcon } from '#pages/engagement/steps/widget-icon.tsx'
import { TabWaiting } from '#pages/engagement/tab-waiting.tsx'

type ComparedStepsProps = {
  flowSid: FlowSid
  sids: readonly [EngagementSid, EngagementSid]
  names: readonly [string, string]
}

/** The steps of two runs, side by side as far as they went the same way, and from where they parted. */
export function ComparedSteps({ flowSid, sids, names }: ComparedStepsProps) {
  const left = useQuery(stepsQuery(flowSid, sids[0]))
  const right = useQuery(stepsQuery(flowSid, sids[1]))
  const both = useMemo(
    () => (left.data && right.data ? ([stepsInOrder(left.data), stepsInOrder(right.data)] as const) : null),
    [left.data, right.data],
  )
  const failed = [left, right].find(({ error }) => error !== null)
  if (failed?.error && !both) {
    return (
      <ProblemView
        problem={toProblem(failed.error)}
        title="The steps could not be read"
        onRetry={() => void failed.refetch()}
        as="whole"
      />
    )
  }
  if (!both) return <TabWaiting what="Reading the steps of both" />
  const common = commonSteps(...both)
  const most = Math.max(both[0].length, both[1].length)
  return (
    <>
      <p className="shrink-0 border-b border-line px-5 py-2 text-xs text-muted tabular-nums">
        {sayCommon(common, most)}
      </p>
      <div
        tabIndex={0}
        role="group"
        aria-label="Compared steps"
        className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
      >
        <table aria-label="Steps of both" className="w-full table-fixed border-collapse text-left">
          <thead>
            <tr className="text-2xs text-muted">
              {names.map((name) => (
                <th key={name} scope="col" className="border-b border-line px-5 py-1.5 font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: most }, (_, i) => (
              <tr
                key={i}
                className={`${i === common ? 'border-t-2 border-warn' : ''} ${i >= common ? 'bg-warn-soft' : 'hover:bg-hover'}`}
              >
                {both.map((steps, side) => (
                  <td key={sids[side]} className="px-5 py-1.5 align-top">
                    <StepCell step={steps[i] ?? null} first={steps[0] ?? null} number={i + 1} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function sayCommon(common: number, most: number): string {
  if (common === most) return `Both went the same way, ${countOf(common, 'step')}`
  if (common === 0) return 'They part at the first step'
  return common === 1
    ? 'The first step is the same; they part at step 2'
    : `The first ${countOf(common, 'step')} are the same; they part at step ${common + 1}`
}

type StepCellProps = { step: Step | null; first: Step | null; number: number }

function StepCell({ step, first, number }: StepCellProps) {
  if (step === null) return <Missing what="No step: the run had ended, or waits" />
  const at = parseTime(step.date_created)
  const start = parseTime(first?.date_created ?? null)
  return (
    <>
      <p className="flex items-center gap-1.5 font-medium">
        <span className="shrink-0 text-muted">
          <WidgetIcon type={step.type} />
        </span>
        <span className="shrink-0 text-xs text-faint tabular-nums">{number}</span>
        <span className="min-w-0 truncate">
          {step.name === null ? <Missing what="No event" /> : <Foreign text={step.name} />}
        </span>
        {at !== null && start !== null && (
          <span
            className="ml-auto shrink-0 text-2xs font-normal text-faint tabular-nums"
            title="Since the start"
          >
            {at === start ? '0 s' : formatDuration(at - start)}
          </span>
        )}
      </p>
      <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 font-mono text-xs text-muted">
        <Foreign text={step.transitioned_from ?? '–'} />
        <ArrowRight role="img" aria-label="to" size={12} className="shrink-0 text-faint" />
        <Foreign text={step.transitioned_to ?? '–'} />
      </p>
    </>
  )
}
