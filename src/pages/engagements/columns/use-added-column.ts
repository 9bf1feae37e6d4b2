import { useEffect, useEffectEvent, useRef } from 'react'

import type { GridColumn } from '#table/data-grid.tsx'
import { scrollColumnAtIntoView } from '#table/header-widths.ts'
import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

import type { ListedEngagement } from './default-columns.tsx'
import type { ListColumns } from './use-columns.ts'

type AddedColumnOptions = {
  added: ListColumns['added']
  /** The grid's columns. */
  columns: readonly GridColumn<ListedEngagement>[]
  view: VirtualWindow
  showMessage: (message: string) => void
}

/**
 * Brings a column into view after the user has added it, and says so. If the list is not rendered (on a phone the panel
 * replaces it), it does so once the list is back.
 */
export function useAddedColumn({ added, columns, view, showMessage }: AddedColumnOptions): void {
  const handled = useRef(added)
  const index = columns.findIndex(({ id }) => id === added?.id)
  const isRendered = index >= 0 && view.width > 0

  const reveal = useEffectEvent((column: ListColumns['added']) => {
    if (handled.current === column) return
    handled.current = column
    const isVisible = scrollColumnAtIntoView(view.scroller, index + 1)
    const label = columns[index]?.meta?.label ?? ''
    showMessage(
      isVisible ? `Column ${label} added` : `Column ${label} added; the list is too narrow to show it`,
    )
  })
  useEffect(() => {
    if (isRendered) reveal(added)
  }, [added, isRendered])
}
