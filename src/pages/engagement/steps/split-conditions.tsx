import { ArrowRight, Check, CircleHelp, X } from 'lucide'
import { useMemo } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import {
  explainSplit,
  type ExplainedCondition,
  type SplitExplanation,
} from '#definition/split/explain-split.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { Icon } from '#ui/icon.tsx'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { ExternalText } from '#pages/shared/values.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { useFlowDefinition } from '#pages/engagement/shared/use-flow-definition.ts'
import { OperandText } from './operand-text.tsx'
import { useStepContexts } from './use-step-contexts.ts'

type SplitConditionsProps = {
  runList: RunList
  engagementSid: EngagementSid
  run: EngagementData
  /** The step that left the split. */
  step: Step
}

/** Why a run left a split as it did: each condition, the values it compared, and whether it held. */
export function SplitConditions({ runList, engagementSid, run, step }: SplitConditionsProps) {
  const { revision, match, problem, isPending, retry } = useFlowDefinition(flowOf(runList), run)
  const {
    contexts,
    problem: contextProblem,
    retry: retryContext,
  } = useStepContexts(runList, engagementSid, [step.sid])
  const context = contexts[0]?.result ?? null
  const widget = revision?.definition?.widgets.find(({ name }) => name === step.transitioned_from)
  const explanation = useMemo(
    () => widget && explainSplit(widget, step, context instanceof JsonTextError ? null : context),
    [widget, step, context],
  )
  if (step.parent_step_sid !== null) {
    return (
      <Note>
        This split is in a subflow. Its conditions are in that flow’s definition, which isn’t loaded here.
      </Note>
    )
  }
  if (problem) {
    return <ProblemView problem={problem} title="The flow’s definition couldn’t be loaded" onRetry={retry} />
  }
  if (isPending || (context === null && !contextProblem))
    return <TabSkeleton label="Loading the conditions" />
  if (!explanation)
    return <Note>The flow’s definition has no such split. The flow may have been changed since.</Note>
  return (
    <>
      {contextProblem && (
        <ProblemView
          problem={contextProblem}
          title="The step’s context couldn’t be loaded"
          onRetry={retryContext}
        />
      )}
      {explanation.isContradicted && (
        <p role="status" className="shrink-0 bg-warn-soft px-5 py-2 text-xs">
          These conditions don’t lead where this run went
          {match === 'exact' ? '.' : ': the flow was probably changed since.'}
        </p>
      )}
      <ConditionList explanation={explanation} />
    </>
  )
}

function Note({ children }: { children: string }) {
  return <p className="px-5 py-4 text-muted">{children}</p>
}

function ConditionList({ explanation: { matches, noMatch } }: { explanation: SplitExplanation }) {
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label="Conditions of this split"
      className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
    >
      <ol aria-label="Conditions" className="py-1">
        {matches.flatMap(({ next, conditions, isTaken }, i) =>
          conditions.map((condition, j) => (
            <ConditionItem key={`${i}-${j}`} condition={condition} next={next} isTaken={isTaken} />
          )),
        )}
        {noMatch && (
          <li className={`flex gap-2.5 px-5 py-1.5 ${takenClass(noMatch.isTaken)}`}>
            <span aria-hidden className="size-4 shrink-0" />
            <p className="min-w-0">
              No condition <Next next={noMatch.next} isTaken={noMatch.isTaken} />
            </p>
          </li>
        )}
      </ol>
    </div>
  )
}

type ConditionItemProps = { condition: ExplainedCondition; next: string | null; isTaken: boolean }

function ConditionItem({ condition: explained, next, isTaken }: ConditionItemProps) {
  const { condition, operator, subject, value, holds, hidden } = explained
  const relation =
    operator === null
      ? (condition.type ?? 'an unknown condition')
      : holds === false
        ? operator.fails
        : operator.holds
  return (
    <li className={`flex gap-2.5 px-5 py-1.5 ${takenClass(isTaken)}`}>
      <ResultIcon holds={holds} />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p>
          {subject && <OperandText operand={subject} />}{' '}
          <span className={holds === null ? 'text-muted' : 'font-medium'}>
            {holds === null && operator !== null && 'tested: '}
            {operator === null ? <ExternalText text={relation} /> : relation}
            {holds === null && operator !== null && '?'}
          </span>{' '}
          {value && <OperandText operand={value} />} <Next next={next} isTaken={isTaken} />
        </p>
        {holds === null && <p className="text-xs text-muted">{uncertainText(explained)}</p>}
        {hidden.length > 0 && (
          <p className="text-xs text-warn">
            The two differ in {hidden.join(' and ')}
            {holds === null || hidden.includes('invisible or similar characters')
              ? '.'
              : ', which Twilio ignores.'}
          </p>
        )}
      </div>
    </li>
  )
}

function takenClass(isTaken: boolean): string {
  return isTaken ? 'bg-selected forced-colors:outline forced-colors:-outline-offset-1' : ''
}

const results = {
  held: { icon: Check, label: 'Held:', className: 'text-active' },
  failed: { icon: X, label: 'Did not hold:', className: 'text-faint' },
  unknown: { icon: CircleHelp, label: 'Not known:', className: 'text-warn' },
}

function ResultIcon({ holds }: { holds: boolean | null }) {
  const { icon, label, className } = results[holds === null ? 'unknown' : holds ? 'held' : 'failed']
  return <Icon icon={icon} label={label} size={16} className={`mt-0.5 shrink-0 ${className}`} />
}

/** Where a match leads. */
function Next({ next, isTaken }: { next: string | null; isTaken: boolean }) {
  return (
    <span className="ml-1 inline-flex max-w-full items-center gap-1.5 align-bottom text-xs text-muted">
      <Icon icon={ArrowRight} label="leads to" size={12} className="shrink-0 text-faint" />
      {next === null ? (
        'the end'
      ) : (
        <span className="truncate font-mono">
          <UntrustedText text={next} />
        </span>
      )}
      {isTaken && (
        <span className="rounded-sm bg-accent px-1.5 text-2xs font-medium text-on-accent">taken</span>
      )}
    </span>
  )
}

/** Why a condition is shown without a result. */
function uncertainText({ operator, subject, value }: ExplainedCondition): string {
  if (operator === null) return 'Not evaluated: Flowdesk doesn’t know this kind of condition.'
  for (const operand of [subject, value]) {
    if (operand?.kind === 'unknown') return `Not evaluated: ${operand.reason}.`
  }
  if (subject === null || (value === null && !operator.isUnary))
    return 'Not evaluated: a part of it is missing.'
  return 'Not evaluated: Twilio doesn’t document how it compares these two.'
}
