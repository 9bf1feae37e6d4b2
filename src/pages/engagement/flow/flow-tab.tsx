import { ReactFlowProvider } from '@xyflow/react'
import { Workflow } from 'lucide'
import { useMemo } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { buildRunGraph, decisiveWidget, ownSteps } from '#definition/run-graph.ts'
import { buildStory } from '#story/build-story.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { paths } from '#urls/urls.ts'

import { AsyncTab } from '#pages/engagement/shared/async-tab.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { useFlowDefinition, type FlowDefinitionData } from '#pages/engagement/shared/use-flow-definition.ts'
import { MissingStep } from '#pages/engagement/shared/missing-place.tsx'
import { EndingLine } from '#pages/engagement/story/story-tab.tsx'
import { useStoryData, type StoryData } from '#pages/engagement/story/use-story-data.ts'
import { endBadge } from '#pages/shared/graph/end-badge.ts'
import { GraphView } from '#pages/shared/graph/graph-view.tsx'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { DefinitionNotice } from './definition-notice.tsx'
import { PathList } from './path-list.tsx'
import { RevisionLine } from './revision-line.tsx'

type FlowTabProps = { runList: RunList; engagementSid: EngagementSid; run: EngagementData }

/** The flow as a graph with the run's path on it, and the same path as a list. */
export function FlowTab({ runList, engagementSid, run }: FlowTabProps) {
  const { data, problem, retry } = useStoryData(runList, engagementSid, run)
  const definition = useFlowDefinition(flowOf(runList), run)
  const urlState = useUrlState()
  return (
    <AsyncTab
      problem={problem}
      title="The steps couldn’t be loaded"
      onRetry={retry}
      loadingLabel="Loading the steps"
    >
      {data && (
        <RunOnFlow
          linkedStep={urlState.step}
          flowSid={flowOf(runList)}
          stepUrl={(step) => paths.engagement(runList, engagementSid, { ...urlState, tab: 'steps', step })}
          data={data}
          definition={definition}
          status={run.engagement?.fields.status ?? null}
        />
      )}
    </AsyncTab>
  )
}

type RunOnFlowProps = {
  flowSid: FlowSid
  /** The step to which a link leads; null for none. */
  linkedStep: StepSid | null
  stepUrl: (step: StepSid) => string
  data: StoryData
  definition: FlowDefinitionData
  status: string | null
}

function RunOnFlow({ flowSid, linkedStep, stepUrl, data, definition, status }: RunOnFlowProps) {
  const { steps, runContext, stepContexts } = data
  const now = useNow()
  const { ending } = buildStory(steps, runContext, status, now, stepContexts)
  const decisive = ending && decisiveWidget(steps, ending)
  const studioDefinition = definition.revision?.definition ?? null
  const graph = useMemo(
    () => buildRunGraph(studioDefinition, steps, decisive),
    [studioDefinition, steps, decisive],
  )
  const linked = steps.findIndex(({ sid }) => sid !== null && sid === linkedStep)
  const passed = graph.nodes.filter(({ visits, widget }) => visits > 0 && widget !== null).length
  if (definition.isPending) return <TabSkeleton label="Loading the flow" />
  return (
    <>
      <div className="flex shrink-0 flex-col gap-0.5 border-b border-line px-5 py-2">
        {ending && <EndingLine ending={ending} stepUrl={stepUrl} />}
        {definition.revision && <RevisionLine flowSid={flowSid} {...definition} />}
      </div>
      <DefinitionNotice {...definition} />
      {linkedStep !== null && linked === -1 && <MissingStep step={linkedStep} />}
      {graph.nodes.length === 0 ? (
        <EmptyState icon={<Icon icon={Workflow} size={28} strokeWidth={1.5} />} title="Nothing to draw">
          Twilio sent neither a definition of the flow nor steps of this run.
        </EmptyState>
      ) : (
        <ReactFlowProvider>
          <GraphView
            graph={graph}
            start={
              steps[linked]?.transitioned_from ??
              decisive ??
              ownSteps(steps).at(-1)?.transitioned_from ??
              null
            }
            labels={{ badge: endBadge(ending) }}
            description={`this run passed ${passed}. The list of this run’s path says the same in words.`}
          />
          <PathList steps={steps} definition={studioDefinition} ending={ending} linked={linked} />
        </ReactFlowProvider>
      )}
    </>
  )
}
