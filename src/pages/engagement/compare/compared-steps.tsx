import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide'
import { useMemo, useState } from 'react'

import { normalizeError } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { Step } from '#contract/resources.ts'
import { pluralize } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'
import { parseTime } from '#format/time/time.ts'
import { stepsQuery } from '#queries/context.ts'

import { stepsInOrder } from '#story/steps-in-order.ts'
import { Icon } from '#ui/icon.tsx'
import { ToggleButton } from '#ui/controls/toggle-button.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { ExternalText, EmptyValue } from '#pages/shared/values.tsx'
import { WidgetIcon } from '#pages/shared/graph/widget-icon.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { commonPrefixLength } from './common-prefix.ts'
import { DecisiveStep, type ComparedRun } from './decisive-step.tsx'

type ComparedStepsProps = { runList: RunList; runs: readonly [ComparedRun, ComparedRun] }

/**
 * The steps of two runs, side by side. What the runs have in common at the start is folded; above is what led them
 * different ways.
 */
export function ComparedSteps({ runList, runs }: ComparedStepsProps) {
  const left = useQuery(stepsQuery(runList, runs[0].sid))
  const right = useQuery(stepsQuery(runList, runs[1].sid))
  const [showsCommon, setShowsCommon] = useState(false)
  const both = useMemo(
    () => (left.data && right.data ? ([stepsInOrder(left.data), stepsInOrder(right.data)] as const) : null),
    [left.data, right.data],
  )
  const failed = [left, right].find(({ error }) => error !== null)
  if (failed?.error && !both) {
    return (
      <ProblemView
        problem={normalizeError(failed.error)}
        title="The steps couldn’t be loaded"
        onRetry={() => void failed.refetch()}
        variant="page"
      />
    )
  }
  if (!both) return <TabSkeleton label="Loading the steps of both runs" />
  const common = commonPrefixLength(...both)
  const maxSteps = Math.max(both[0].length, both[1].length)
  const [decisiveLeft, decisiveRight] = [both[0][common], both[1][common]]
  const firstShown = showsCommon ? 0 : common
  return (
    <>
      {/* The context of a step without a SID cannot be requested. */}
      {decisiveLeft?.sid &&
        decisiveRight?.sid &&
        decisiveLeft.transitioned_from === decisiveRight.transitioned_from && (
          <DecisiveStep runList={runList} runs={runs} steps={[decisiveLeft, decisiveRight]} />
        )}
      <p className="flex shrink-0 flex-wrap items-center gap-x-2 border-b border-line px-5 py-1 text-xs text-muted tabular-nums">
        <span className="py-1">{describeCommonSteps(common, [both[0].length, both[1].length])}</span>
        {common > 0 && (
          <ToggleButton pressed={showsCommon} onClick={() => setShowsCommon(!showsCommon)}>
            {common === 1 ? 'Show the equal step' : 'Show the equal steps'}
          </ToggleButton>
        )}
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
              {runs.map(({ sid, name }) => (
                <th key={sid} scope="col" className="border-b border-line px-5 py-1.5 font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rangeOf(firstShown, maxSteps).map((i) => (
              <tr
                key={i}
                className={`${i === common ? 'border-t-2 border-warn' : ''} ${i >= common ? 'bg-warn-soft' : 'hover:bg-hover'}`}
              >
                {both.map((steps, side) => (
                  <td key={runs[side]?.sid} className="px-5 py-1.5 align-top">
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

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

/** @param counts how many steps each run has */
export function describeCommonSteps(common: number, counts: readonly [number, number]): string {
  const maxSteps = Math.max(...counts)
  if (maxSteps === 0) return 'Twilio lists no steps of either run'
  if (common === maxSteps) return `Both took the same ${pluralize(common, 'step')}`
  // The other run has ended there, or waits.
  const isOneLonger = common === Math.min(...counts)
  if (common === 0) return isOneLonger ? 'Only one of them has steps' : 'They diverge at the first step'
  const end = isOneLonger ? 'only one has more' : `they diverge at step ${common + 1}`
  return common === 1
    ? `The first step is the same; ${end}`
    : `The first ${pluralize(common, 'step')} are the same; ${end}`
}

type StepCellProps = { step: Step | null; first: Step | null; number: number }

function StepCell({ step, first, number }: StepCellProps) {
  if (step === null) return <EmptyValue label="Run already ended, or waiting" />
  const startedAt = parseTime(step.date_created)
  const runStartedAt = parseTime(first?.date_created ?? null)
  return (
    <>
      <p className="flex items-center gap-1.5 font-medium">
        <span className="shrink-0 text-muted">
          <WidgetIcon type={step.type} />
        </span>
        <span className="shrink-0 text-xs text-faint tabular-nums">{number}</span>
        <span className="min-w-0 truncate">
          {step.name === null ? <EmptyValue label="No event" /> : <ExternalText text={step.name} />}
        </span>
        {startedAt !== null && runStartedAt !== null && (
          <span
            className="ml-auto shrink-0 text-2xs font-normal text-faint tabular-nums"
            title="Since the start"
          >
            {startedAt === runStartedAt ? '0 s' : formatDuration(startedAt - runStartedAt)}
          </span>
        )}
      </p>
      <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 font-mono text-xs text-muted">
        <ExternalText text={step.transitioned_from ?? '–'} />
        <Icon icon={ArrowRight} label="to" size={12} className="shrink-0 text-faint" />
        <ExternalText text={step.transitioned_to ?? '–'} />
      </p>
    </>
  )
}
