import { useQuery } from '@tanstack/react-query'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { indexJson } from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { ParsedText } from '#json/worker/parsed-text.ts'
import { contextDiffQuery } from '#queries/context.ts'
import { sameFlowSteps } from '#story/subflow-nesting.ts'
import { DiffView } from '#viewer/diff/diff-view.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { useStepContexts } from './use-step-contexts.ts'

type StepChangesProps = {
  runList: RunList
  engagementSid: EngagementSid
  steps: readonly Step[]
  /** Index of the displayed step. */
  index: number
}

/** The context before a flow's first step. */
const noContext = new ParsedText('{}', indexJson('{}'))

/** Compares with the context after the same flow's previous step; a flow's first step shows its whole initial context. */
export function StepChanges({ runList, engagementSid, steps, index }: StepChangesProps) {
  const comparedSteps = sameFlowSteps(steps, index).slice(-2)
  const sids = comparedSteps.map((i) => steps[i]?.sid ?? null)
  const { contexts, problem, retry } = useStepContexts(runList, engagementSid, sids)
  const before = comparedSteps.length === 1 ? noContext : (contexts[0] ?? null)
  const { data: diff } = useQuery(contextDiffQuery(before, contexts.at(-1) ?? null))
  // The last one is the displayed step, which has one.
  if (sids.includes(null))
    return (
      <p className="px-5 py-4 text-muted">
        The step before this one has no SID, so its context can’t be loaded and compared.
      </p>
    )
  if (problem)
    return <ProblemView problem={problem} title="The step’s context couldn’t be loaded" onRetry={retry} />
  if (diff === undefined) return <TabSkeleton label="Loading the step’s context" />
  if (diff instanceof JsonTextError) {
    return <p className="px-5 py-4 text-muted">These contexts can’t be compared. {diff.message}</p>
  }
  return (
    <DiffView key={steps[index]?.sid} diff={diff} label="What changed">
      <span className="font-medium">{describeBaseline(comparedSteps, steps)}</span>
    </DiffView>
  )
}

/** @param comparedSteps the indices of the previous step in the flow, if there is one, and of the step */
function describeBaseline(comparedSteps: readonly number[], steps: readonly Step[]): string {
  const [first = 0, second] = comparedSteps
  if (second === undefined) {
    return steps[first]?.parent_step_sid ? 'What the subflow started with' : 'What the run started with'
  }
  return second === first + 1
    ? 'Since the previous step'
    : `Since step ${first + 1}, the previous one in this flow`
}
