import { ArrowUp } from 'lucide-react'

import type { Sort } from '#search/query/list-query.ts'
import { Button } from '#ui/controls/button.tsx'
import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { isNewestFirst } from '#pages/engagements/rows/scroll-anchor.ts'
import { formatNewCount } from './loading-text.ts'
import type { NewItemsState } from './use-new-items.ts'

type NewItemsPillProps = {
  newItems: NewItemsState
  virtualWindow: VirtualWindow
  order: Sort
  /** Rows added above since the first row was last in view. */
  newRowsAbove: number
}

/**
 * A button over the top of the list: loads the new items, or scrolls up to rows added above. Both keep the focus in the
 * list.
 */
export function NewItemsPill({ newItems, virtualWindow, order, newRowsAbove }: NewItemsPillProps) {
  const button = renderButton()
  if (button === null) return null
  return (
    <div className="pointer-events-none absolute inset-x-0 top-9 z-20 flex justify-center *:pointer-events-auto">
      {button}
    </div>
  )

  function focusList(): void {
    virtualWindow.scroller?.focus({ preventScroll: true })
  }

  function renderButton() {
    if (newItems.found.count > 0) {
      return (
        <Button
          variant="primary"
          size="sm"
          icon={<ArrowUp aria-hidden size={14} />}
          disabled={newItems.merging === 'pending'}
          onClick={() => {
            focusList()
            newItems.merge()
          }}
          className="shadow-panel"
        >
          {formatNewCount(newItems.found)}
        </Button>
      )
    }
    if (newRowsAbove === 0) return null
    return (
      <Button
        size="sm"
        icon={<ArrowUp aria-hidden size={14} />}
        onClick={() => {
          focusList()
          virtualWindow.scrollTo(0)
        }}
        className="shadow-panel"
      >
        {isNewestFirst(order) ? 'Go to newest' : 'Go to top'}
      </Button>
    )
  }
}

/** Shown when new engagements could not be loaded. The list stays unchanged. */
export function NewItemsError({ newItems }: { newItems: NewItemsState }) {
  const { merging } = newItems
  if (merging === 'idle' || merging === 'pending') return null
  return <ProblemView problem={merging} title="New engagements couldn’t be loaded" onRetry={newItems.merge} />
}
