import { ArrowRight } from 'lucide-react'
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react'

import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { formatDuration } from '#display/duration.ts'
import { parseTime } from '#display/time.ts'
import { nestingOf } from '#story/nesting.ts'

import { Clock, Elapsed, Foreign, Missing } from '#pages/shared/values.tsx'
import { indentOf } from './indent.ts'
import { WidgetIcon } from './widget-icon.tsx'

type StepListProps = {
  steps: readonly Step[]
  /** Whether the run is still going: then the last step is too. */
  active: boolean
  /** Index of the step that is chosen; −1 for none. */
  at: number
  onSelect: (step: StepSid) => void
}

/** The steps in order. One of them takes the focus, arrow keys go on from it; choosing one shows what it did. */
export function StepList({ steps, active, at, onSelect }: StepListProps) {
  const list = useRef<HTMLOListElement>(null)
  const nesting = useMemo(() => nestingOf(steps), [steps])

  const depthAt = (i: number) => nesting[i]?.depth ?? -1

  useEffect(() => {
    if (at < 0) return
    const show = () => list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
    show()
    // A row is as high as its words only once it was near the view, a frame later: that may have moved it out again.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(show)
    })
    return () => cancelAnimationFrame(frame)
  }, [at])

  function onKeyDown(event: KeyboardEvent) {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    const here = Number(button?.getAttribute('data-step') ?? Number.NaN)
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: steps.length - 1 }[event.key]
    if (to === undefined || Number.isNaN(to) || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = list.current?.querySelector<HTMLButtonElement>(`button[data-step="${to}"]`)
    next?.focus()
    const sid = steps[to]?.sid
    // Arrows go through what is shown; before anything is, they only go from step to step.
    if (at >= 0 && sid) onSelect(sid)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears the keys of the buttons in it
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
          subflow={nesting[i]?.subflow ?? null}
          depth={depthAt(i)}
          depthBefore={depthAt(i - 1)}
          depthAfter={depthAt(i + 1)}
          next={steps[i + 1] ?? null}
          ongoing={active && i === steps.length - 1}
          chosen={i === at}
          tabbable={i === Math.max(at, 0)}
          onSelect={onSelect}
        />
      ))}
    </ol>
  )
}

type StepItemProps = {
  step: Step
  index: number
  /** The widget that runs the subflow it is in, if any. */
  subflow: string | null
  /** How deep in subflows it is, and its neighbours are; −1 for no neighbour. */
  depth: number
  depthBefore: number
  depthAfter: number
  next: Step | null
  ongoing: boolean
  chosen: boolean
  tabbable: boolean
  onSelect: (step: StepSid) => void
}

function StepItem(props: StepItemProps) {
  const { step, index, subflow, depth, depthBefore, depthAfter, next, ongoing, chosen, tabbable, onSelect } =
    props
  const at = parseTime(step.date_created)
  const { sid } = step
  return (
    <li
      // For whoever cannot see how far in it stands.
      aria-level={depth + 1}
      className={`relative grid grid-cols-[64px_auto_minmax(0,1fr)] gap-x-2.5 pr-5 pl-4 [contain-intrinsic-size:auto_52px] [content-visibility:auto] ${chosen ? 'bg-selected' : 'hover:bg-hover'}`}
    >
      <div className="py-2 text-right text-xs leading-5 text-muted tabular-nums">
        <Clock ms={at} />
        <UntilNext from={at} to={parseTime(next?.date_created ?? null)} ongoing={ongoing} />
      </div>
      <Rails depth={depth} before={depthBefore} after={depthAfter}>
        <span
          className={`relative mt-2 flex size-5 items-center justify-center rounded-full ${chosen ? 'bg-accent text-on-accent' : 'bg-hover text-muted'}`}
        >
          <WidgetIcon type={step.type} />
        </span>
      </Rails>
      <div className="min-w-0 py-2">
        <button
          type="button"
          data-step={index}
          disabled={sid === null}
          tabIndex={tabbable ? 0 : -1}
          aria-current={chosen ? 'step' : undefined}
          onClick={() => sid && onSelect(sid)}
          className="focus-ring block max-w-full truncate rounded-sm text-left font-medium after:absolute after:inset-0"
        >
          {step.name === null ? <Missing what="No event" /> : <Foreign text={step.name} />}
        </button>
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs text-muted">
          {depth > 0 && (
            <span className="sr-only">in {subflow === null ? 'a subflow' : <Foreign text={subflow} />}:</span>
          )}
          <Widget name={step.transitioned_from} />
          <ArrowRight role="img" aria-label="to" size={12} className="shrink-0 text-faint" />
          <Widget name={step.transitioned_to} />
          {step.type !== null && (
            <span className="ml-auto shrink-0 pl-3 text-faint">
              <Foreign text={step.type} />
            </span>
          )}
        </p>
      </div>
    </li>
  )
}

type RailsProps = { depth: number; before: number; after: number; children: ReactNode }

/** The lines steps stand on, one for each flow that is being run: a subflow's begins and ends beside its parent's. */
function Rails({ depth, before, after, children }: RailsProps) {
  return (
    <div aria-hidden className="relative" style={{ paddingLeft: indentOf(depth) }}>
      {Array.from({ length: depth + 1 }, (_, level) => (
        <span
          key={level}
          className={`absolute w-px bg-line-strong ${railLook(before >= level, after >= level)}`}
          style={{ left: indentOf(level) + 9.5 }}
        />
      ))}
      {children}
    </div>
  )
}

function railLook(comes: boolean, goesOn: boolean): string {
  if (comes) return goesOn ? 'inset-y-0' : 'top-0 h-5'
  return goesOn ? 'top-5 bottom-0' : 'hidden'
}

/** How long it was until the next step. */
function UntilNext({ from, to, ongoing }: { from: number | null; to: number | null; ongoing: boolean }) {
  if (from === null) return null
  if (ongoing) {
    return (
      <div className="flex justify-end text-2xs whitespace-nowrap">
        <Elapsed since={from} title="Since this step; the run goes on" />
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

function Widget({ name }: { name: string | null }) {
  return name === null ? (
    <Missing what="nothing" />
  ) : (
    <span className="truncate font-mono">
      <Foreign text={name} />
    </span>
  )
}
