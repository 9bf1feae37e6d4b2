import { useQuery } from '@tanstack/react-query'
import { Footprints } from 'lucide-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import { toProblem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { stepsQuery } from '#queries/engagement.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import { Blank } from '#ui/blank.tsx'

import { useView } from '#pages/shared/use-view.ts'
import { TabStates } from '#pages/engagement/tab-states.tsx'
import { StepList } from './step-list.tsx'
import { StepPane } from './step-pane.tsx'
import { TimelineBar } from './timeline-bar.tsx'

type StepsTabProps = { flowSid: FlowSid; engagementSid: EngagementSid; active: boolean }

/** What the run did, step by step; and of the step that is chosen, what the flow knew then. */
export function StepsTab({ flowSid, engagementSid, active }: StepsTabProps) {
  const navigate = useNavigate()
  const view = useView()
  const { data, error, refetch } = useQuery(stepsQuery(flowSid, engagementSid))
  const steps = useMemo(() => data && stepsInOrder(data), [data])

  function select(step: StepSid | null) {
    void navigate(paths.engagement(flowSid, engagementSid, { ...view, step }), { replace: true })
  }

  return (
    <TabStates
      problem={error && toProblem(error)}
      title="The steps could not be read"
      onRetry={() => void refetch()}
      waiting="Reading the steps"
    >
      {steps && (
        <ChosenStep
          flowSid={flowSid}
          engagementSid={engagementSid}
          active={active}
          steps={steps}
          step={view.step}
          onSelect={select}
        />
      )}
    </TabStates>
  )
}

type ChosenStepProps = StepsTabProps & {
  steps: readonly Step[]
  /** As the link says; null for none. */
  step: StepSid | null
  onSelect: (step: StepSid | null) => void
}

function ChosenStep({ flowSid, engagementSid, active, steps, step, onSelect }: ChosenStepProps) {
  if (steps.length === 0) {
    return (
      <Blank icon={<Footprints aria-hidden size={28} strokeWidth={1.5} />} title="No steps">
        Twilio lists no step of this run. Steps are deleted with the run, 30 days after it started.
      </Blank>
    )
  }
  const at = step === null ? -1 : steps.findIndex(({ sid }) => sid === step)
  const sids = { flowSid, engagementSid }
  return (
    <>
      {step !== null && at < 0 && (
        <p role="status" className="shrink-0 border-b border-line bg-warn-soft px-5 py-2 text-xs">
          The step the link points at, <code className="font-mono break-all">{step}</code>, is not one of this
          run’s.
        </p>
      )}
      <TimelineBar steps={steps} active={active} at={at} onSelect={onSelect} />
      <StepList steps={steps} active={active} at={at} onSelect={onSelect} />
      {at >= 0 && <StepPane {...sids} steps={steps} at={at} onSelect={onSelect} />}
    </>
  )
}
