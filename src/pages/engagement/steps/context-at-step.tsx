import { useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { pluralize } from '#format/count.ts'
import { getValueHint } from '#format/value-hints.ts'
import { sameFlowSteps } from '#story/subflow-nesting.ts'
import { Button } from '#ui/controls/button.tsx'
import { JsonView } from '#viewer/json-view.tsx'
import type { ValueHint } from '#viewer/row/row-data.ts'

import { jsonViewPref } from '#pages/prefs/panel-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { useValueProvenance } from './use-value-provenance.ts'
import { useStepContexts } from './use-step-contexts.ts'

/** Max contexts that load without a click, to find which step set each value. */
const maxAutomaticRequests = 25

type ContextAtStepProps = {
  runList: RunList
  engagementSid: EngagementSid
  steps: readonly Step[]
  /** Index of the displayed step. */
  index: number
}

/** The context after the step. When the earlier contexts are loaded too, every value names the step that set it. */
export function ContextAtStep({ runList, engagementSid, steps, index }: ContextAtStepProps) {
  const jsonView = usePref(jsonViewPref)
  const zone = useTimeZone()
  const [isTraceRequested, setIsTraceRequested] = useState(false)
  const flow = sameFlowSteps(steps, index)
  // The context of a step without a SID cannot be requested, and what that step set would look like a later one's.
  const canBeTraced = flow.every((i) => steps[i]?.sid)
  const isTraced = canBeTraced && (isTraceRequested || flow.length <= maxAutomaticRequests)
  const stepIndices = isTraced ? flow : [index]
  const sids = stepIndices.map((i) => steps[i]?.sid ?? null)
  const { contexts, loadedCount, problem, retry } = useStepContexts(runList, engagementSid, sids)
  const provenance = useValueProvenance(isTraced ? contexts : [])
  const context = contexts.at(-1) ?? null
  return (
    <>
      {problem && (
        <ProblemView
          problem={problem}
          title={
            context === null
              ? 'The step’s context couldn’t be loaded'
              : 'An earlier step’s context couldn’t be loaded'
          }
          onRetry={retry}
        />
      )}
      {!isTraced && canBeTraced && (
        <p className="flex shrink-0 items-center gap-2 border-b border-line px-5 py-1 text-xs text-muted">
          <Button size="sm" onClick={() => setIsTraceRequested(true)}>
            Find which step set each value ({pluralize(flow.length, 'request')})
          </Button>
        </p>
      )}
      {isTraced && loadedCount < stepIndices.length && !problem && (
        <p role="status" className="shrink-0 border-b border-line px-5 py-1 text-xs text-muted tabular-nums">
          Finding which step set each value: {loadedCount} of {pluralize(stepIndices.length, 'context')}{' '}
          loaded
        </p>
      )}
      {context === null ? (
        !problem && <TabSkeleton label="Loading the step’s context" />
      ) : (
        <JsonView
          parsed={context}
          label="Context at this step"
          getHint={(doc, node, outermost) =>
            withOrigin(
              getValueHint(doc, node, zone),
              originStepIndex(outermost.node, provenance, stepIndices),
              steps,
            )
          }
          prefs={jsonView}
          onPrefsChange={jsonViewPref.write}
        />
      )}
    </>
  )
}

/** The index of the step that set a value; null when that is not found yet. */
function originStepIndex(
  node: number,
  provenance: Uint16Array | null,
  stepIndices: readonly number[],
): number | null {
  const origin = provenance?.[node]
  return origin === undefined ? null : (stepIndices[origin] ?? null)
}

/** Adds to a value's hint which step set it. */
function withOrigin(hint: ValueHint | null, index: number | null, steps: readonly Step[]) {
  if (index === null) return hint
  const from = steps[index]?.transitioned_from
  const origin = `step ${index + 1}${from ? `, ${from}` : ''}`
  // The step comes first: it matters most here, and narrow rows cut the end.
  return { note: hint ? `${origin} · ${hint.note}` : origin, href: hint?.href ?? null }
}
