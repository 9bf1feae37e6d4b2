import { engagementStatuses, type EngagementStatus } from '#contract/run-source.ts'
import { formatCount } from '#format/count.ts'
import type { FacetCounts } from '#engine/rpc/row-results.ts'

const choices = [null, ...engagementStatuses] as const

export const statusLabels: Record<EngagementStatus | 'all', string> = {
  all: 'All',
  active: 'Active',
  ended: 'Ended',
}

type StatusFilterProps = {
  status: EngagementStatus | null
  /** Counts of the loaded engagements; null before the first page. */
  counts: FacetCounts | null
  /** Whether the count of a status is a total; null for that of all. Until then it has a plus sign. */
  isComplete: (status: EngagementStatus | null) => boolean
  onChange: (status: EngagementStatus | null) => void
}

export function StatusFilter({ status, counts, isComplete, onChange }: StatusFilterProps) {
  return (
    <div
      role="radiogroup"
      aria-label="Status"
      data-shortcut="f"
      className="flex shrink-0 rounded-md border border-line-strong bg-surface"
    >
      {choices.map((choice) => {
        const name = choice ?? 'all'
        return (
          <label
            key={name}
            className="relative flex h-7.5 items-center justify-center gap-1.5 max-sm:h-9.5 max-sm:flex-1 px-2.5 text-muted not-first:border-l not-first:border-line first:rounded-l-md last:rounded-r-md hover:text-ink has-checked:bg-selected has-checked:font-medium has-checked:text-ink has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="status"
              checked={choice === status}
              onChange={() => onChange(choice)}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            {statusLabels[name]}
            {counts && (
              <span className="text-xs font-normal text-faint tabular-nums">
                {formatCount(counts.status[name])}
                {isComplete(choice) ? '' : '+'}
              </span>
            )}
          </label>
        )
      })}
    </div>
  )
}
