import { useReactFlow } from '@xyflow/react'
import { ArrowRight } from 'lucide'
import { useMemo } from 'react'

import { endOfFlow } from '#contract/outcome.ts'
import type { Step } from '#contract/resources.ts'
import type { StudioDefinition, WidgetDefinition } from '#contract/flow/studio-definition.ts'
import type { Ending } from '#story/build-story.ts'
import { subflowNesting } from '#story/subflow-nesting.ts'
import { Icon } from '#ui/icon.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { EmptyValue, ExternalText } from '#pages/shared/values.tsx'
import { linkedPlaceClass, usePlace } from '#pages/engagement/shared/place.ts'
import { indentPx } from '#pages/engagement/steps/step-list.tsx'
import { WidgetIcon } from '#pages/shared/graph/widget-icon.tsx'
import { endBadge, type EndBadge } from '#pages/shared/graph/end-badge.ts'

type PathListProps = {
  /** In the order they happened. */
  steps: readonly Step[]
  definition: StudioDefinition | null
  ending: Ending | null
  /** The index of the step to which a link leads; −1 for none. */
  linked: number
}

/** The run's path in words: each widget, the exit taken, the next widget, and the exits not taken. */
export function PathList({ steps, definition, ending, linked }: PathListProps) {
  const nesting = useMemo(() => subflowNesting(steps), [steps])
  const widgets = useMemo(
    () => new Map((definition?.widgets ?? []).map((widget) => [widget.name, widget])),
    [definition],
  )
  const decisive = ending && findDecisive(steps, nesting, ending)
  const waitsAt = ending?.kind === 'waiting' || ending?.kind === 'stopped' ? ending.widget : null
  return (
    <ol
      aria-label="Path of this run"
      className="min-h-24 flex-1 basis-0 overflow-y-auto overscroll-contain py-1"
    >
      {steps.map((step, i) => {
        const depth = nesting[i]?.depth ?? 0
        const widget = depth === 0 ? widgets.get(step.transitioned_from ?? '') : undefined
        return (
          <PathItem
            key={step.sid ?? i}
            step={step}
            depth={depth}
            otherExits={widget ? exitsNotTaken(widget, step) : []}
            badge={i === decisive ? endBadge(ending) : null}
            isLinked={i === linked}
          />
        )
      })}
      {waitsAt !== null && (
        <li className="flex items-center gap-2.5 px-5 py-1.5">
          <Marker type={null} depth={0} />
          <span className="font-mono text-xs">
            <ExternalText text={waitsAt} />
          </span>
          <Badge badge={endBadge(ending)} />
        </li>
      )}
    </ol>
  )
}

/**
 * The other exits of a step's widget, each once. Of a trigger, only those that start the flow. Where the step does not say where
 * it led, those of its event may be the one it took.
 */
function exitsNotTaken({ type, transitions }: WidgetDefinition, { name, transitioned_to: to }: Step) {
  const others = transitions.filter(
    ({ event, next }) =>
      (event !== name || (to !== null && (next ?? endOfFlow) !== to)) &&
      (type !== 'trigger' || next !== null),
  )
  return [...new Map(others.map((exit) => [JSON.stringify([exit.event, exit.next]), exit])).values()]
}

/** The index of the step that decided how the run ended; −1 where that is a widget it has not left. */
function findDecisive(
  steps: readonly Step[],
  nesting: ReturnType<typeof subflowNesting>,
  { kind, widget, subflow }: Ending,
): number {
  if (kind === 'waiting' || kind === 'stopped') return -1
  return steps.findLastIndex(
    ({ transitioned_from: from }, i) => from === widget && (nesting[i]?.subflow ?? null) === subflow,
  )
}

type PathItemProps = {
  step: Step
  depth: number
  otherExits: readonly { event: string; next: string | null }[]
  badge: EndBadge | null
  isLinked: boolean
}

function PathItem({ step, depth, otherExits, badge, isLinked }: PathItemProps) {
  const { transitioned_from: widget, transitioned_to: next, name, type } = step
  return (
    <li
      {...usePlace({ step: step.sid }, isLinked)}
      tabIndex={-1}
      aria-level={depth + 1}
      className={`focus-ring-inset flex gap-2.5 px-5 py-1.5 [contain-intrinsic-size:auto_52px] [content-visibility:auto] ${isLinked ? linkedPlaceClass : 'hover:bg-hover'}`}
    >
      <Marker type={type} depth={depth} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5">
          <WidgetButton widget={widget} isInGraph={depth === 0} />
          <span className="text-xs text-muted">
            {name === null ? <EmptyValue label="No event" /> : <ExternalText text={name} />}
          </span>
          <Icon icon={ArrowRight} label="to" size={12} className="shrink-0 text-faint" />
          <span className="truncate font-mono text-xs">
            {next === null ? <EmptyValue label="No widget" /> : <ExternalText text={next} />}
          </span>
          {badge !== null && <Badge badge={badge} />}
        </p>
        {otherExits.length > 0 && (
          <p className="text-2xs wrap-anywhere text-faint">
            Not taken:{' '}
            {otherExits.map((exit, i) => (
              <span key={i}>
                {i > 0 && ', '}
                <ExternalText text={exit.event} />
                {exit.next !== null && (
                  <>
                    {' → '}
                    <ExternalText text={exit.next} />
                  </>
                )}
              </span>
            ))}
          </p>
        )}
      </div>
    </li>
  )
}

/** A widget's name; a click brings it to the middle of the graph. */
function WidgetButton({ widget, isInGraph }: { widget: string | null; isInGraph: boolean }) {
  const flow = useReactFlow()
  const displayText = useDisplayText()
  if (widget === null) return <EmptyValue label="No widget" />
  const text = (
    <span className="block min-w-0 truncate font-mono text-xs font-medium">
      <ExternalText text={widget} />
    </span>
  )
  if (!isInGraph) return text
  return (
    <button
      type="button"
      title={`Show ${displayText(widget)} in the graph`}
      className="focus-ring inline-flex min-h-6 max-w-full min-w-6 items-center rounded-sm text-accent underline-offset-2 hover:underline"
      onClick={() => {
        const node = flow.getNode(`widget ${widget}`)
        if (!node) return
        const { x, y } = node.position
        const zoom = Math.max(flow.getZoom(), 0.9)
        void flow.setCenter(x + (node.width ?? 0) / 2, y + (node.height ?? 0) / 2, { zoom })
      }}
    >
      {text}
    </button>
  )
}

function Marker({ type, depth }: { type: string | null; depth: number }) {
  return (
    <span
      aria-hidden
      style={{ marginLeft: indentPx(depth) }}
      className="flex size-5 shrink-0 items-center justify-center rounded-full bg-hover text-muted"
    >
      <WidgetIcon type={type} />
    </span>
  )
}

function Badge({ badge: { text, isFailure } }: { badge: EndBadge }) {
  return (
    <span
      className={`rounded-sm px-1.5 text-2xs font-medium whitespace-nowrap ${isFailure ? 'bg-warn-soft text-warn' : 'bg-selected text-ink'}`}
    >
      {text}
    </span>
  )
}
