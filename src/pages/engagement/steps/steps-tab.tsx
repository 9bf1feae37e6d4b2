import { useQuery } from '@tanstack/react-query'
import { Footprints } from 'lucide-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import { toProblem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { stepsQuery } from '#queries/engagement.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import { Blank } from '#ui/blank.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useView } from '#pages/shared/use-view.ts'
import { TabWaiting } from '#pages/engagement/tab-waiting.tsx'
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
  const at = view.step === null ? -1 : (steps?.findIndex(({ sid }) => sid === view.step) ?? -1)

  function select(step: StepSid | null) {
    void navigate(paths.engagement(flowSid, engagementSid, { ...view, step }), { replace: true })
  }

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
      {steps && steps.length > 0 && (
        <>
          {view.step !== null && at < 0 && (
            <p role="status" className="shrink-0 border-b border-line bg-warn-soft px-5 py-2 text-xs">
              The step the link points at, <code className="font-mono break-all">{view.step}</code>, is not
              one of this run’s.
            </p>
          )}
          <TimelineBar steps={steps} active={active} at={at} onSelect={select} />
          <StepList steps={steps} active={active} at={at} onSelect={select} />
          {at >= 0 && (
            <StepPane
              flowSid={flowSid}
              engagementSid={engagementSid}
              steps={steps}
              at={at}
              onSelect={select}
            />
          )}
        </>
      )}
      {!steps && !error && <TabWaiting what="Reading the steps" />}
    </>
  )
}
