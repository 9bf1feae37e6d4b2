import { ArrowUp } from 'lucide'

import type { Sort } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { isNewestFirst } from '#pages/engagements/rows/scroll-anchor.ts'
import { formatNewCount } from './loading-text.ts'
import type { NewItemsState } from './use-new-items.ts'

type NewItemsButtonProps = {
  newItems: NewItemsState
  order: Sort
  /** Rows added above since the first row was last in view. */
  newRowsAbove: number
  /** Moves the focus to the list, since the button disappears. */
  onFocusList: () => void
  onGoToTop: () => void
}

/** A button above the list: loads the new items and goes to them, or goes up to rows added above. */
export function NewItemsButton({
  newItems,
  order,
  newRowsAbove,
  onFocusList,
  onGoToTop,
}: NewItemsButtonProps) {
  const isAtTop = isNewestFirst(order)
  if (newItems.found.count > 0) {
    return (
      <Button
        variant="primary"
        size="sm"
        // In another order the new rows may be anywhere, so the list stays where it is.
        icon={isAtTop && <Icon icon={ArrowUp} size={14} />}
        aria-disabled={newItems.merging === 'pending'}
        onClick={() => {
          if (newItems.merging === 'pending') return
          onFocusList()
          if (isAtTop) onGoToTop()
          newItems.merge()
        }}
        className="aria-disabled:opacity-60"
      >
        {formatNewCount(newItems.found)}
      </Button>
    )
  }
  if (newRowsAbove === 0) return null
  return (
    <Button
      size="sm"
      icon={<Icon icon={ArrowUp} size={14} />}
      onClick={() => {
        onFocusList()
        onGoToTop()
      }}
    >
      {isAtTop ? 'Go to newest' : 'Go to top'}
    </Button>
  )
}

/** Shown when new engagements could not be loaded. The list stays unchanged. */
export function NewItemsError({ newItems }: { newItems: NewItemsState }) {
  const { merging } = newItems
  if (merging === 'idle' || merging === 'pending') return null
  return <ProblemView problem={merging} title="New engagements couldn’t be loaded" onRetry={newItems.merge} />
}
