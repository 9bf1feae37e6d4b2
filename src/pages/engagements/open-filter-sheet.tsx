import type { FocusEvent, KeyboardEvent, ReactNode } from 'react'

import { Button } from '#ui/controls/button.tsx'
import { useAutoFocus } from '#ui/keys/use-auto-focus.ts'

/** What a menu or popover of a filter is in: outside the sheet, but part of it. */
const floatingContent = '[data-radix-popper-content-wrapper], [data-radix-focus-guard]'

type OpenFilterSheetProps = {
  /** By "Done", Esc or a click beside the sheet. */
  onClose: () => void
  /** The focus went elsewhere. */
  onLeave: () => void
  children: ReactNode
}

/** The sheet with the filters at the bottom of a phone. In a window that has become wider, they stand in their place. */
export function OpenFilterSheet({ onClose, onLeave, children }: OpenFilterSheetProps) {
  const done = useAutoFocus<HTMLButtonElement>()

  function onKeyDown(event: KeyboardEvent) {
    // An open menu or popover has already handled its own Esc.
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (relatedTarget === null || currentTarget.contains(relatedTarget)) return
    if (relatedTarget.closest(floatingContent) === null) onLeave()
  }

  return (
    <>
      <div
        aria-hidden
        className="fixed inset-0 z-20 bg-[oklch(0.15_0.02_262/0.45)] sm:hidden"
        onClick={onClose}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- notices Esc, and when the focus leaves it */}
      <div
        role="dialog"
        aria-label="Filters"
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:flex max-sm:max-h-[85dvh] max-sm:flex-col max-sm:gap-2 max-sm:overflow-y-auto max-sm:overscroll-contain max-sm:rounded-t-lg max-sm:border-t max-sm:border-line-strong max-sm:bg-raised max-sm:p-3 max-sm:shadow-panel sm:contents"
      >
        <div className="flex items-center sm:hidden">
          <h2 className="flex-1 font-semibold">Filters</h2>
          <Button ref={done} variant="primary" onClick={onClose}>
            Done
          </Button>
        </div>
        {children}
      </div>
    </>
  )
}
