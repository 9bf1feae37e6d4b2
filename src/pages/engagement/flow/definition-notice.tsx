import type { Problem, ProblemKind } from '#contract/problem.ts'
import { Banner } from '#ui/feedback/banner.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import type { FlowDefinitionData } from '#pages/engagement/shared/use-flow-definition.ts'

/** Failures that trying again does not change. */
const reasons: Partial<Record<ProblemKind, string>> = {
  'not-found': 'Twilio has no definition of this flow. It may have been deleted.',
  forbidden: 'The API key isn’t allowed to read flow definitions.',
}

/** Says why there is no definition, and that the graph has the run's steps alone. */
export function DefinitionNotice({ revision, problem, retry }: FlowDefinitionData) {
  const isMissing = revision !== null && revision.definition === null
  const reason = problem
    ? reasons[problem.kind]
    : isMissing
      ? 'Twilio sent no definition of this flow.'
      : undefined
  if (reason !== undefined) {
    return (
      <Banner role="status" tone="info" title="Only the steps of this run are shown">
        {reason}
      </Banner>
    )
  }
  return problem && <LoadError problem={problem} onRetry={retry} />
}

function LoadError({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return <ProblemView problem={problem} title="The flow’s definition couldn’t be loaded" onRetry={onRetry} />
}
