import { ArrowRight } from 'lucide'
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react'

import { Icon } from '#ui/icon.tsx'

import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { formatDuration } from '#format/duration.ts'
import { parseTime } from '#format/time/time.ts'
import type { FailureKind } from '#story/sentence-parts.ts'
import { subflowNesting } from '#story/subflow-nesting.ts'

import { TimeOfDay, ElapsedTime, ExternalText, EmptyValue } from '#pages/shared/values.tsx'
import { linkedPlaceClass, usePlace } from '#pages/engagement/shared/place.ts'
import { WidgetIcon } from '#pages/shared/graph/widget-icon.tsx'

type StepListProps = {
  steps: readonly Step[]
  /** What went wrong at each step, in the same order; null for nothing. */
  failures: readonly (FailureKind | null)[]
  /** Whether the run is active: its last step is still going then. */
  isActive: boolean
  /** Index of the selected step; −1 for none. */
  selectedIndex: number
  onSelect: (step: StepSid) => void
}

/** The steps in order. One is tabbable, and arrow keys move on from there; selecting one shows what it did. */
export function StepList({ steps, failures, isActive, selectedIndex, onSelect }: StepListProps) {
  const list = useRef<HTMLOListElement>(null)
  const nesting = useMemo(() => subflowNesting(steps), [steps])

  const depthAt = (i: number) => nesting[i]?.depth ?? -1

  useEffect(() => {
    if (selectedIndex < 0) return
    const scrollToSelected = () => list.current?.children[selectedIndex]?.scrollIntoView({ block: 'nearest' })
    scrollToSelected()
    // `content-visibility` gives a row its real height only a frame after it came near the view, which may move it out again.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(scrollToSelected)
    })
    return () => cancelAnimationFrame(frame)
  }, [selectedIndex])

  function onKeyDown(event: KeyboardEvent) {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    const focusedIndex = Number(button?.getAttribute('data-step') ?? Number.NaN)
    const nextIndex = {
      ArrowDown: focusedIndex + 1,
      ArrowUp: focusedIndex - 1,
      Home: 0,
      End: steps.length - 1,
    }[event.key]
    if (nextIndex === undefined || Number.isNaN(nextIndex) || event.altKey || event.ctrlKey || event.metaKey)
      return
    event.preventDefault()
    const next = list.current?.querySelector<HTMLButtonElement>(`button[data-step="${nextIndex}"]`)
    next?.focus()
    const sid = steps[nextIndex]?.sid
    // Arrow keys select only when a step is already selected; otherwise they only move the focus.
    if (selectedIndex >= 0 && sid) onSelect(sid)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- handles the keys of its buttons
    <ol
      ref={list}
      aria-label="Steps"
      onKeyDown={onKeyDown}
      className="min-h-24 flex-1 basis-0 overflow-y-auto overscroll-contain py-1"
    >
      {steps.map((step, i) => (
        <StepItem
          key={step.sid ?? i}
          step={step}
          index={i}
          failure={failures[i] ?? null}
          subflow={nesting[i]?.subflow ?? null}
          depth={depthAt(i)}
          depthBefore={depthAt(i - 1)}
          depthAfter={depthAt(i + 1)}
          previous={steps[i - 1] ?? null}
          next={steps[i + 1] ?? null}
          isOngoing={isActive && i === steps.length - 1}
          isSelected={i === selectedIndex}
          isTabbable={i === Math.max(selectedIndex, 0)}
          onSelect={onSelect}
        />
      ))}
    </ol>
  )
}

type StepItemProps = {
  step: Step
  index: number
  failure: FailureKind | null
  /** The widget that runs the step's subflow, if any. */
  subflow: string | null
  /** Subflow depth of the step and its neighbours; −1 for no neighbour. */
  depth: number
  depthBefore: number
  depthAfter: number
  previous: Step | null
  next: Step | null
  isOngoing: boolean
  isSelected: boolean
  isTabbable: boolean
  onSelect: (step: StepSid) => void
}

function StepItem(props: StepItemProps) {
  const {
    step,
    index,
    failure,
    subflow,
    depth,
    depthBefore,
    depthAfter,
    previous,
    next,
    isOngoing,
    isSelected,
    isTabbable,
    onSelect,
  } = props
  const startedAt = parseTime(step.date_created)
  const { sid } = step
  // Its button is marked, and the list scrolls to it.
  const { onFocus } = usePlace({ step: sid }, false)
  return (
    <li
      {...{ onFocus }}
      // For people who cannot see the indent.
      aria-level={depth + 1}
      className={`relative grid grid-cols-[64px_auto_minmax(0,1fr)] gap-x-2.5 pr-5 pl-4 [contain-intrinsic-size:auto_52px] [content-visibility:auto] ${isSelected ? linkedPlaceClass : 'hover:bg-hover'}`}
    >
      <div className="py-2 text-right text-xs leading-5 text-muted tabular-nums">
        <TimeOfDay ms={startedAt} previousMs={parseTime(previous?.date_created ?? null)} />
        <UntilNext from={startedAt} to={parseTime(next?.date_created ?? null)} isOngoing={isOngoing} />
      </div>
      <Rails depth={depth} before={depthBefore} after={depthAfter}>
        <span
          className={`relative mt-2 flex size-5 items-center justify-center rounded-full ${isSelected ? 'bg-accent text-on-accent' : failure === null ? 'bg-hover text-muted' : 'bg-danger-soft text-danger'}`}
        >
          <WidgetIcon type={step.type} />
        </span>
      </Rails>
      <div className="min-w-0 py-2">
        <button
          type="button"
          data-step={index}
          disabled={sid === null}
          tabIndex={isTabbable ? 0 : -1}
          aria-current={isSelected ? 'step' : undefined}
          onClick={() => sid && onSelect(sid)}
          className="focus-ring flex max-w-full items-center gap-2 rounded-sm text-left after:absolute after:inset-0"
        >
          <span className={`truncate font-medium ${failure === null ? '' : 'text-danger'}`}>
            {step.transitioned_from === null ? (
              <EmptyValue label="No widget" />
            ) : (
              <ExternalText text={step.transitioned_from} />
            )}
          </span>
          <span
            className={`min-w-0 truncate rounded-sm px-1.5 text-2xs ${failure === null ? 'bg-hover text-muted' : 'bg-danger-soft font-medium text-danger'}`}
          >
            {step.name === null ? <EmptyValue label="No event" /> : <ExternalText text={step.name} />}
          </span>
        </button>
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs text-muted">
          {depth > 0 && (
            <span className="sr-only">
              in {subflow === null ? 'a subflow' : <ExternalText text={subflow} />}:
            </span>
          )}
          <Icon icon={ArrowRight} label="to" size={12} className="shrink-0 text-faint" />
          <WidgetName name={step.transitioned_to} />
          {failure !== null && <span className="text-danger">{failure}</span>}
          {step.type !== null && (
            <span className="ml-auto shrink-0 pl-3 text-faint">
              <ExternalText text={step.type} />
            </span>
          )}
        </p>
      </div>
    </li>
  )
}

/** Deeper steps are not indented further: their text would not fit. */
const maxDepth = 6

/** The indent of a step in px. @param depth in subflows; 0 for the flow itself */
export function indentPx(depth: number): number {
  return Math.min(depth, maxDepth) * 16
}

type RailsProps = { depth: number; before: number; after: number; children: ReactNode }

/** The vertical lines, one for each running flow: a subflow's line starts and ends next to its parent's. */
function Rails({ depth, before, after, children }: RailsProps) {
  return (
    <div aria-hidden className="relative" style={{ paddingLeft: indentPx(depth) }}>
      {Array.from({ length: depth + 1 }, (_, level) => (
        <span
          key={level}
          className={`absolute w-px bg-line-strong ${railClass(before >= level, after >= level)}`}
          style={{ left: indentPx(level) + 9.5 }}
        />
      ))}
      {children}
    </div>
  )
}

function railClass(hasBefore: boolean, hasAfter: boolean): string {
  if (hasBefore) return hasAfter ? 'inset-y-0' : 'top-0 h-5'
  return hasAfter ? 'top-5 bottom-0' : 'hidden'
}

/** The time until the next step; while the run is active, the time since its last step. */
function UntilNext({ from, to, isOngoing }: { from: number | null; to: number | null; isOngoing: boolean }) {
  if (from === null) return null
  if (isOngoing) {
    return (
      <div className="flex justify-end text-2xs whitespace-nowrap">
        <ElapsedTime sinceMs={from} title="Since this step; the run is still active" />
      </div>
    )
  }
  if (to === null || to === from) return null
  return (
    <div className="flex justify-end text-2xs whitespace-nowrap text-faint" title="Until the next step">
      {formatDuration(to - from)}
    </div>
  )
}

function WidgetName({ name }: { name: string | null }) {
  return name === null ? (
    <EmptyValue label="No widget" />
  ) : (
    <span className="truncate font-mono">
      <ExternalText text={name} />
    </span>
  )
}
