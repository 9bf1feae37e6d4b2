import type { DurationRange } from '#search/query/predicates.ts'
import { Popover } from '#ui/floating/popover.tsx'

import { formatDurationRange } from './duration-range-text.ts'
import { filterButtonProps } from './filter-button.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Loaded when first opened.
const DurationForm = lazyChunk(async () => (await import('./duration-form.tsx')).DurationForm)

type DurationFilterProps = { range: DurationRange; onChange: (range: DurationRange) => void }

/** Filters by duration. */
export function DurationFilter({ range: { minSeconds, maxSeconds }, onChange }: DurationFilterProps) {
  return (
    <Popover
      label="Duration"
      button={filterButtonProps('Duration', formatDurationRange({ minSeconds, maxSeconds }))}
    >
      {(close) => (
        <DurationForm
          range={{ minSeconds, maxSeconds }}
          onChoose={(range) => {
            onChange(range)
            close()
          }}
        />
      )}
    </Popover>
  )
}
