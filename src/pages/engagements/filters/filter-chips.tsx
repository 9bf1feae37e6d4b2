import { TriangleAlert, X } from 'lucide'

import { describeTimeRange, isEmptyRange } from '#format/time/time-range.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/time/use-now.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { channelLabels } from './channel-filter.tsx'
import { formatDurationRange } from './duration-range-text.ts'
import { outcomeLabels } from './outcome-filter.tsx'
import { statusLabels } from './status-filter.tsx'

type FilterChipsProps = { query: ListQuery; onQueryChange: (change: Partial<ListQuery>) => void }

type Chip = { text: string; change: Partial<ListQuery> }

/** The active filters, each with its own button that removes it. The search text is in its box. */
export function FilterChips({ query, onQueryChange }: FilterChipsProps) {
  const zone = useTimeZone()
  const now = useNow()
  const { status, channels, outcomes, from, to } = query
  const duration = formatDurationRange(query)
  const started = describeTimeRange({ from, to }, zone, now)
  const chips: Chip[] = [
    ...(status === null ? [] : [{ text: statusLabels[status], change: { status: null } }]),
    ...channels.map((channel) => ({
      text: channelLabels[channel],
      change: { channels: channels.filter((each) => each !== channel) },
    })),
    ...outcomes.map((outcome) => ({
      text: outcomeLabels[outcome],
      change: { outcomes: outcomes.filter((each) => each !== outcome) },
    })),
    ...(duration === null
      ? []
      : [{ text: `Lasts ${duration}`, change: { minSeconds: null, maxSeconds: null } }]),
    ...(started === null ? [] : [{ text: `Started ${started}`, change: { from: null, to: null } }]),
  ]
  return (
    <>
      {/* A removed chip leaves the focus here. */}
      <ul
        aria-label="Active filters"
        tabIndex={-1}
        className="flex min-h-8 shrink-0 flex-wrap items-center gap-1.5 outline-none max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:[scrollbar-width:none]"
      >
        {chips.map(({ text, change }) => (
          <li key={text} className="shrink-0">
            <button
              type="button"
              title="Remove this filter"
              onClick={() => onQueryChange(change)}
              className="focus-ring flex h-6 items-center gap-1 rounded-md border border-accent bg-selected pr-1 pl-2 text-xs hover:text-accent"
            >
              <span className="sr-only">Remove filter </span>
              {text}
              <Icon icon={X} size={12} />
            </button>
          </li>
        ))}
      </ul>
      {/* The form refuses such a range; a link and the search box can bring one. */}
      {isEmptyRange(query) && (
        <p role="status" className="flex items-center gap-1.5 text-xs text-warn">
          <Icon icon={TriangleAlert} size={12} className="shrink-0" />
          “To” is not after “From”, so no run can match.
        </p>
      )}
    </>
  )
}
