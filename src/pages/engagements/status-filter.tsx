import { engagementStatuses, type EngagementStatus } from '#contract/engagement.ts'
import { formatCount } from '#display/count.ts'
import type { Counts } from '#engine/protocol.ts'

const choices = [null, ...engagementStatuses] as const

const labels: Record<EngagementStatus | 'all', string> = { all: 'All', active: 'Active', ended: 'Ended' }

type StatusFilterProps = {
  status: EngagementStatus | null
  /** What has been read so far; null before the first page. */
  counts: Counts | null
  /** Whether the counts are totals. Until then they bear a plus. */
  complete: boolean
  onChange: (status: EngagementStatus | null) => void
}

export function StatusFilter({ status, counts, complete, onChange }: StatusFilterProps) {
  return (
    <div
      role="radiogroup"
      aria-label="Status"
      className="flex shrink-0 rounded-md border border-line-strong bg-surface"
    >
      {choices.map((choice) => {
        const name = choice ?? 'all'
        return (
          <label
            key={name}
            className="relative flex h-7.5 items-center gap-1.5 px-2.5 text-muted not-first:border-l not-first:border-line first:rounded-l-md last:rounded-r-md hover:text-ink has-checked:bg-selected has-checked:font-medium has-checked:text-ink has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="status"
              checked={choice === status}
              onChange={() => onChange(choice)}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            {labels[name]}
            {counts && (
              <span className="text-xs font-normal text-faint tabular-nums">
                {formatCount(counts.status[name])}
                {complete ? '' : '+'}
              </span>
            )}
          </label>
        )
      })}
    </div>
  )
}
