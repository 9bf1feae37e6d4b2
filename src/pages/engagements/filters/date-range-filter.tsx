import { describeTimeRange, type TimeRange } from '#format/time/time-range.ts'
import { Popover } from '#ui/floating/popover.tsx'
import { useNow } from '#ui/time/use-now.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { filterButtonProps } from './filter-button.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

const DateRangeForm = lazyChunk(async () => (await import('./date-range-form.tsx')).DateRangeForm)

type DateRangeFilterProps = {
  range: TimeRange
  onChange: (range: TimeRange) => void
}

/** Filters by start time: all times, a preset range, or a custom one. */
export function DateRangeFilter({ range: { from, to }, onChange }: DateRangeFilterProps) {
  const zone = useTimeZone()
  const now = useNow()
  const description = describeTimeRange({ from, to }, zone, now)
  return (
    <Popover
      label="Date range"
      button={{ ...filterButtonProps('Date range', description), title: description ?? undefined }}
    >
      {(close) => (
        <DateRangeForm
          range={{ from, to }}
          onChoose={(range) => {
            onChange(range)
            close()
          }}
        />
      )}
    </Popover>
  )
}
