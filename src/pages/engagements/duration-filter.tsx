import { lazy } from 'react'

import type { DurationRange } from '#search/search.ts'
import { Popover } from '#ui/popover.tsx'

import { describeDurations } from './duration-words.ts'
import { filterButton } from './filter-button.tsx'

// Comes when it is first opened.
const DurationForm = lazy(async () => ({ default: (await import('./duration-form.tsx')).DurationForm }))

type DurationFilterProps = { range: DurationRange; onChange: (range: DurationRange) => void }

/** How long the runs took. */
export function DurationFilter({ range: { atLeast, atMost }, onChange }: DurationFilterProps) {
  return (
    <Popover label="Duration" button={filterButton('Duration', describeDurations({ atLeast, atMost }))}>
      {(close) => (
        <DurationForm
          range={{ atLeast, atMost }}
          onChoose={(range) => {
            onChange(range)
            close()
          }}
        />
      )}
    </Popover>
  )
}
