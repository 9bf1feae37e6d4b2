import { SlidersHorizontal } from 'lucide'
import { useRef, useState, type ReactNode } from 'react'

import type { ListQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

const OpenFilterSheet = lazyChunk(async () => (await import('./open-filter-sheet.tsx')).OpenFilterSheet)

type FilterSheetProps = { query: ListQuery; children: ReactNode }

/** The filters: on a phone in a sheet with a button that opens it, otherwise where they stand. */
export function FilterSheet({ query, children }: FilterSheetProps) {
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const count = countFilters(query)

  return (
    <>
      <Button
        ref={opener}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={`sm:hidden ${count === 0 ? '' : 'border-accent! bg-selected!'}`}
        icon={<Icon icon={SlidersHorizontal} size={14} />}
        onClick={() => setIsOpen(true)}
      >
        Filters
        {count > 0 && <span className="font-normal tabular-nums">{count}</span>}
      </Button>
      {isOpen ? (
        <Opening onCancel={() => setIsOpen(false)}>
          <OpenFilterSheet
            onClose={() => {
              opener.current?.focus()
              setIsOpen(false)
            }}
            onLeave={() => setIsOpen(false)}
          >
            {children}
          </OpenFilterSheet>
        </Opening>
      ) : (
        <div className="max-sm:hidden sm:contents">{children}</div>
      )}
    </>
  )
}

function countFilters({ status, channels, outcomes, minSeconds, maxSeconds, from, to }: ListQuery): number {
  return [
    status !== null,
    channels.length > 0,
    outcomes.length > 0,
    minSeconds !== null || maxSeconds !== null,
    from !== null || to !== null,
  ].filter(Boolean).length
}
