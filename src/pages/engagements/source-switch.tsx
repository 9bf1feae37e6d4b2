import { useId } from 'react'
import { useNavigate } from 'react-router'

import {
  flowOf,
  runListOf,
  runSources,
  sourceOf,
  type RunList,
  type RunSource,
} from '#contract/run-source.ts'
import { paths } from '#urls/urls.ts'

import { useSidParam, useUrlState } from '#pages/shared/use-url-state.ts'

const labels: Record<RunSource, string> = { engagements: 'Engagements', executions: 'Executions' }

/** Where the flow's runs are read from. A switch keeps the filters and the open run: both sources have the same runs. */
export function SourceSwitch({ runList, className = '' }: { runList: RunList; className?: string }) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  const openSid = useSidParam('engagementSid', 'FN').sid
  const id = useId()

  function switchTo(source: RunSource) {
    const target = runListOf(flowOf(runList), source)
    void navigate(
      openSid === null ? paths.engagements(target, urlState) : paths.engagement(target, openSid, urlState),
    )
  }

  return (
    <div
      role="radiogroup"
      aria-label="Source"
      aria-describedby={`${id}-difference`}
      className={`group/source relative flex shrink-0 rounded-md border border-line-strong bg-surface text-xs ${className}`}
    >
      {runSources.map((source) => (
        <label
          key={source}
          className="relative flex h-6.5 items-center px-2 max-lg:h-7.5 text-muted not-first:border-l not-first:border-line first:rounded-l-md last:rounded-r-md hover:text-ink has-checked:bg-selected has-checked:font-medium has-checked:text-ink has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={id}
            checked={source === sourceOf(runList)}
            onChange={() => switchTo(source)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {labels[source]}
        </label>
      ))}
      <p
        id={`${id}-difference`}
        className="pointer-events-none invisible absolute top-full left-0 z-40 mt-1.5 w-80 rounded-md border border-line-strong bg-surface px-3 py-2 text-xs text-muted shadow-lg group-hover/source:visible group-has-focus-visible/source:visible"
      >
        The same runs from either of two resources: Engagements (v1), which Twilio deprecates, or Executions
        (v2), with the flow’s version and what started each run.
      </p>
    </div>
  )
}
