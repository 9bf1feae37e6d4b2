import { SlidersHorizontal } from 'lucide-react'
import { useId, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'

import type { ListQuery } from '#search/query/list-query.ts'
import { Button } from '#ui/controls/button.tsx'
import { useAutoFocus } from '#ui/keys/use-auto-focus.ts'

/** What a menu or popover of a filter is in: outside the sheet, but part of it. */
const floatingContent = '[data-radix-popper-content-wrapper], [data-radix-focus-guard]'

type FilterSheetProps = { query: ListQuery; children: ReactNode }

/** The filters: on a phone in a sheet with a button that opens it, otherwise where they stand. */
export function FilterSheet({ query, children }: FilterSheetProps) {
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const id = useId()
  const count = countFilters(query)

  function close() {
    opener.current?.focus()
    setIsOpen(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    // An open menu or popover has already handled its own Esc.
    if (event.key !== 'Escape' || event.defaultPrevented || !isOpen) return
    event.preventDefault()
    close()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (relatedTarget === null || currentTarget.contains(relatedTarget)) return
    if (relatedTarget.closest(floatingContent) === null) setIsOpen(false)
  }

  return (
    <>
      <Button
        ref={opener}
        aria-expanded={isOpen}
        aria-controls={id}
        className={`sm:hidden ${count === 0 ? '' : 'border-accent! bg-selected!'}`}
        icon={<SlidersHorizontal aria-hidden size={14} />}
        onClick={() => setIsOpen(true)}
      >
        Filters
        {count > 0 && <span className="font-normal tabular-nums">{count}</span>}
      </Button>
      {isOpen && (
        <div
          aria-hidden
          className="fixed inset-0 z-20 bg-[oklch(0.15_0.02_262/0.45)] sm:hidden"
          onClick={close}
        />
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a dialog while it is open */}
      <div
        id={id}
        {...(isOpen && { role: 'dialog', 'aria-label': 'Filters' })}
        onKeyDown={onKeyDown}
        onBlur={isOpen ? onBlur : undefined}
        className={`sm:contents ${
          isOpen
            ? 'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:flex max-sm:max-h-[85dvh] max-sm:flex-col max-sm:gap-2 max-sm:overflow-y-auto max-sm:overscroll-contain max-sm:rounded-t-lg max-sm:border-t max-sm:border-line-strong max-sm:bg-raised max-sm:p-3 max-sm:shadow-panel'
            : 'max-sm:hidden'
        }`}
      >
        {isOpen && <SheetHeader onClose={close} />}
        {children}
      </div>
    </>
  )
}

function SheetHeader({ onClose }: { onClose: () => void }) {
  const done = useAutoFocus<HTMLButtonElement>()
  return (
    <div className="flex items-center sm:hidden">
      <h2 className="flex-1 font-semibold">Filters</h2>
      <Button ref={done} variant="primary" onClick={onClose}>
        Done
      </Button>
    </div>
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
