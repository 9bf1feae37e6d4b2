import { lazy } from 'react'

import { describeRange, type TimeRange } from '#display/time-range.ts'
import { Popover } from '#ui/popover.tsx'
import { useNow } from '#ui/use-now.ts'

import { useZone } from '#pages/prefs/zone.ts'
import { filterButton } from './filter-button.tsx'

const DateRangeForm = lazy(async () => ({ default: (await import('./date-range-form.tsx')).DateRangeForm }))

type DateRangeProps = {
  range: TimeRange
  onChange: (range: TimeRange) => void
}

/** When the engagements started: all times, a named range, or one typed in. */
export function DateRange({ range: { from, to }, onChange }: DateRangeProps) {
  const zone = useZone()
  const now = useNow()
  const chosen = describeRange({ from, to }, zone, now)
  return (
    <Popover
      label="Date range"
      button={{ ...filterButton('Date range', chosen), title: chosen ?? undefined }}
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
