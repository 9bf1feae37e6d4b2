import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useState } from 'react'

import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { countOf } from '#display/count.ts'
import type { JsonDocument } from '#json/document.ts'
import { JsonTextError } from '#json/error.ts'
import { recognise } from '#display/recognise.ts'
import { sameFlow } from '#story/nesting.ts'
import { Button } from '#ui/button.tsx'
import { ToggleButton } from '#ui/toggle-button.tsx'
import { useShown } from '#ui/veil.ts'
import { DiffView } from '#viewer/diff/diff-view.tsx'
import { JsonView } from '#viewer/json-view.tsx'
import type { Recognition } from '#viewer/tree/recognition.ts'

import { jsonFormPref } from '#pages/prefs/json-form.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabWaiting } from '#pages/engagement/tab-waiting.tsx'
import { useCompared } from '#pages/engagement/use-compared.ts'
import { useOrigins, type Origins } from './use-origins.ts'
import { useStepContexts } from './use-step-contexts.ts'

/** Up to how many contexts are fetched unasked, to say which step set what. */
const mostUnasked = 25

type StepPaneProps = {
  flowSid: FlowSid
  engagementSid: EngagementSid
  steps: readonly Step[]
  /** Index of the step that is shown. */
  at: number
  onSelect: (step: StepSid | null) => void
}

/** What one step changed, and what the flow knew after it. */
export function StepPane({ flowSid, engagementSid, steps, at, onSelect }: StepPaneProps) {
  const [form, setForm] = useState<'changes' | 'context'>('changes')
  const step = steps[at]
  const shown = useShown()

  function go(to: number) {
    const sid = steps[to]?.sid
    if (sid) onSelect(sid)
  }

  return (
    <section
      aria-label="Step"
      className="flex min-h-0 flex-[2.2] basis-0 flex-col border-t border-line-strong bg-surface"
    >
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-1 border-b py-1 border-line pr-3 pl-5">
        <input
          type="range"
          aria-label="Step"
          aria-valuetext={shown(describeStep(step, at, steps.length))}
          min={1}
          max={steps.length}
          value={at + 1}
          onChange={({ target }) => go(Number(target.value) - 1)}
          className="focus-ring min-w-16 flex-1 rounded-sm accent-accent max-sm:basis-full"
        />
        <Button
          variant="quiet"
          size="sm"
          aria-label="Previous step"
          disabled={at === 0}
          icon={<ChevronLeft aria-hidden size={14} />}
          onClick={() => go(at - 1)}
        />
        <span className="shrink-0 text-xs text-muted tabular-nums">
          {at + 1} of {steps.length}
        </span>
        <Button
          variant="quiet"
          size="sm"
          aria-label="Next step"
          disabled={at === steps.length - 1}
          icon={<ChevronRight aria-hidden size={14} />}
          onClick={() => go(at + 1)}
        />
        {(['changes', 'context'] as const).map((each) => (
          <ToggleButton key={each} pressed={form === each} onClick={() => setForm(each)}>
            {each === 'changes' ? 'What changed' : 'Context then'}
          </ToggleButton>
        ))}
        <Button
          variant="quiet"
          size="sm"
          aria-label="Hide the step"
          title="Hide the step"
          icon={<X aria-hidden size={14} />}
          onClick={() => onSelect(null)}
        />
      </div>
      {form === 'changes' ? (
        <Changes flowSid={flowSid} engagementSid={engagementSid} steps={steps} at={at} />
      ) : (
        <ContextThen flowSid={flowSid} engagementSid={engagementSid} steps={steps} at={at} />
      )}
    </section>
  )
}

type ShownProps = Omit<StepPaneProps, 'onSelect'>

/** Against the context after the step before, of the same flow; for the first of a flow, all it began with. */
function Changes({ flowSid, engagementSid, steps, at }: ShownProps) {
  const wanted = sameFlow(steps, at).slice(-2)
  const sids = wanted.map((i) => steps[i]?.sid ?? null)
  const { texts, problem, retry } = useStepContexts(flowSid, engagementSid, sids)
  const after = texts.at(-1) ?? null
  const diff = useCompared(wanted.length === 1 ? '{}' : (texts[0] ?? null), after)
  if (problem)
    return <ProblemView problem={problem} title="The step’s context could not be read" onRetry={retry} />
  if (diff === null) return <TabWaiting what="Reading the step’s context" />
  if (diff instanceof JsonTextError) {
    return <p className="px-5 py-4 text-muted">These contexts cannot be compared. {diff.message}</p>
  }
  return (
    <DiffView key={steps[at]?.sid} diff={diff} label="What changed">
      <span className="font-medium">{sinceWhen(wanted, steps)}</span>
    </DiffView>
  )
}

/** @param wanted the step, and the one before in its flow, as indices */
function sinceWhen(wanted: readonly number[], steps: readonly Step[]): string {
  const [first = 0, second] = wanted
  if (second === undefined) {
    return steps[first]?.parent_step_sid ? 'What the subflow began with' : 'What the run began with'
  }
  return second === first + 1
    ? 'Since the step before'
    : `Since step ${first + 1}, the one before in this flow`
}

/** The context after the step; where the contexts before are known too, every value says which step set it. */
function ContextThen({ flowSid, engagementSid, steps, at }: ShownProps) {
  const form = usePref(jsonFormPref)
  const [asked, setAsked] = useState(false)
  const flow = sameFlow(steps, at)
  const traced = asked || flow.length <= mostUnasked
  const wanted = traced ? flow : [at]
  const sids = wanted.map((i) => steps[i]?.sid ?? null)
  const contexts = useStepContexts(flowSid, engagementSid, sids)
  const { texts, here, problem, retry } = contexts
  const origins = useOrigins(texts)
  const text = texts.at(-1) ?? null
  return (
    <>
      {problem && (
        <ProblemView
          problem={problem}
          title={
            text === null ? 'The step’s context could not be read' : 'A context before it could not be read'
          }
          onRetry={retry}
        />
      )}
      {!traced && (
        <p className="flex shrink-0 items-center gap-2 border-b border-line px-5 py-1 text-xs text-muted">
          Which step set what takes {countOf(flow.length, 'request')} to find out.
          <Button size="sm" onClick={() => setAsked(true)}>
            Find out
          </Button>
        </p>
      )}
      {traced && here < wanted.length && !problem && (
        <p role="status" className="shrink-0 border-b border-line px-5 py-1 text-xs text-muted tabular-nums">
          {here} of {countOf(wanted.length, 'step context')} read, to say which step set what
        </p>
      )}
      {text === null ? (
        !problem && <TabWaiting what="Reading the step’s context" />
      ) : (
        <JsonView
          text={text}
          label="Context then"
          recognise={(doc, node, outermost) =>
            withOrigin(recognise(doc, node), stepOf(outermost, traced ? origins : null, wanted), steps)
          }
          form={form}
          onForm={jsonFormPref.write}
        />
      )}
    </>
  )
}

/** The index of the step that set a value of the context; null where that was not found out. */
function stepOf(
  { doc, node }: { doc: JsonDocument; node: number },
  origins: Origins | null,
  traced: readonly number[],
): number | null {
  // What was shown before stays until a large context has been read: its nodes are others.
  const set = origins?.text === doc.text ? origins.steps[node] : undefined
  return set === undefined ? null : (traced[set] ?? null)
}

/** What a value means, and which step set it. */
function withOrigin(known: Recognition | null, index: number | null, steps: readonly Step[]) {
  if (index === null) return known
  const from = steps[index]?.transitioned_from
  const origin = `step ${index + 1}${from ? `, ${from}` : ''}`
  // First of the two: it is what is asked here, and the end is cut where there is little room.
  return { note: known ? `${origin} · ${known.note}` : origin, href: known?.href ?? null }
}

function describeStep(step: Step | undefined, at: number, of: number): string {
  return [`${at + 1} of ${of}`, step?.name, step?.transitioned_from].filter(Boolean).join(', ')
}
