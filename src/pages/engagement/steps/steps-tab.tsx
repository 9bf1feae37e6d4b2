import { useQuery } from '@tanstack/react-query'
import { Footprints } from 'lucide'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#urls/urls.ts'
import { normalizeError } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { stepsQuery } from '#queries/context.ts'
import { buildStory } from '#story/build-story.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'

import { useUrlState } from '#pages/shared/use-url-state.ts'
import { AsyncTab } from '#pages/engagement/shared/async-tab.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { useStoryData, type StoryData } from '#pages/engagement/story/use-story-data.ts'
import { MissingStep } from '#pages/engagement/shared/missing-place.tsx'
import { StepList } from './step-list.tsx'
import { StepPane } from './step-pane.tsx'
import { TimelineBar } from './timeline-bar.tsx'

type StepsTabProps = {
  runList: RunList
  engagementSid: EngagementSid
  run: EngagementData
}

/** The run's steps, and the details of the selected one. */
export function StepsTab({ runList, engagementSid, run }: StepsTabProps) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  const { data, error, refetch } = useQuery(stepsQuery(runList, engagementSid))
  const steps = useMemo(() => data && stepsInOrder(data), [data])
  const { data: storyData } = useStoryData(runList, engagementSid, run)
  const status = run.engagement?.fields.status ?? null
  // What went wrong is in the contexts, which may arrive after the steps.
  const failures = useMemo(
    () => (storyData === null ? [] : failuresOf(storyData, status)),
    [storyData, status],
  )

  function select(step: StepSid | null) {
    void navigate(paths.engagement(runList, engagementSid, { ...urlState, step }), { replace: true })
  }

  return (
    <AsyncTab
      problem={error && normalizeError(error)}
      title="The steps couldn’t be loaded"
      onRetry={() => void refetch()}
      loadingLabel="Loading the steps"
    >
      {steps && (
        <SelectedStep
          runList={runList}
          engagementSid={engagementSid}
          run={run}
          steps={steps}
          failures={failures}
          step={urlState.step}
          onSelect={select}
        />
      )}
    </AsyncTab>
  )
}

/** What went wrong at each step. */
function failuresOf({ steps, runContext, stepContexts }: StoryData, status: string | null) {
  // The time counts only for where an active run waits.
  return buildStory(steps, runContext, status, 0, stepContexts).sentences.map(({ failure }) => failure)
}

type SelectedStepProps = StepsTabProps & {
  steps: readonly Step[]
  failures: ReturnType<typeof failuresOf>
  /** The step in the URL; null for none. */
  step: StepSid | null
  onSelect: (step: StepSid | null) => void
}

function SelectedStep(props: SelectedStepProps) {
  const { runList, engagementSid, run, steps, failures, step, onSelect } = props
  const isActive = run.engagement?.fields.status === 'active'
  if (steps.length === 0) {
    return (
      <EmptyState icon={<Icon icon={Footprints} size={28} strokeWidth={1.5} />} title="No steps">
        Twilio lists no steps for this run. It deletes them with the run, 30 days after the run starts.
      </EmptyState>
    )
  }
  const selectedIndex = step === null ? -1 : steps.findIndex(({ sid }) => sid === step)
  const sids = { runList, engagementSid }
  return (
    <>
      {step !== null && selectedIndex < 0 && <MissingStep step={step} />}
      <TimelineBar steps={steps} isActive={isActive} selectedIndex={selectedIndex} onSelect={onSelect} />
      <StepList
        steps={steps}
        failures={failures}
        isActive={isActive}
        selectedIndex={selectedIndex}
        onSelect={onSelect}
      />
      {selectedIndex >= 0 && (
        <StepPane {...sids} run={run} steps={steps} index={selectedIndex} onSelect={onSelect} />
      )}
    </>
  )
}
