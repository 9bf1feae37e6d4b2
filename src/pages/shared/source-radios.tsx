import { useId } from 'react'

import { runSources, type RunSource } from '#contract/run-source.ts'

import { runSourcePref } from '#pages/prefs/flow-prefs.ts'

const labels: Record<RunSource, string> = { engagements: 'Engagements', executions: 'Executions' }

type SourceRadiosProps = { source: RunSource; onSource?: (source: RunSource) => void; className?: string }

/** Where runs are read from, and a choice of it, which is kept for the search of all flows. */
export function SourceRadios({ source, onSource, className = '' }: SourceRadiosProps) {
  const id = useId()
  return (
    <div
      role="radiogroup"
      aria-label="Source"
      aria-describedby={`${id}-difference`}
      className={`group/source relative flex shrink-0 rounded-md border border-line-strong bg-surface text-xs ${className}`}
    >
      {runSources.map((each) => (
        <label
          key={each}
          className="relative flex h-6.5 items-center px-2 max-lg:h-7.5 text-muted not-first:border-l not-first:border-line first:rounded-l-md last:rounded-r-md hover:text-ink has-checked:bg-selected has-checked:font-medium has-checked:text-ink has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={id}
            checked={each === source}
            onChange={() => {
              runSourcePref.write(each)
              onSource?.(each)
            }}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {labels[each]}
        </label>
      ))}
      <p
        id={`${id}-difference`}
        className="pointer-events-none invisible absolute top-full left-0 z-40 mt-1.5 w-80 max-w-[calc(100vw-2.5rem)] rounded-md border border-line-strong bg-surface px-3 py-2 text-xs text-muted shadow-lg group-hover/source:visible group-has-focus-visible/source:visible"
      >
        The same runs from either of two resources: Engagements (v1), which Twilio deprecates, or Executions
        (v2), with the flow’s version and what started each run.
      </p>
    </div>
  )
}
