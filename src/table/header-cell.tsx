import { ArrowDown, ArrowUp } from 'lucide'
import { Suspense, type ReactNode } from 'react'

import { Icon } from '#ui/icon.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import type { GridColumnMeta } from './column-meta.ts'
import type { ColumnResizeHandlers } from './column-resizer.tsx'

const ColumnResizer = lazyChunk(async () => (await import('./column-resizer.tsx')).ColumnResizer)

/** The sort column and direction. */
export type GridSort = { readonly by: string; readonly descending: boolean }

type HeaderCellProps = {
  id: string
  meta: GridColumnMeta | undefined
  /** Position among all columns, from 1. */
  colIndex: number
  sort: GridSort
  onSort: (sort: GridSort) => void
  /** Null until the first rows are painted: the handle loads after them. */
  resizeHandlers: ColumnResizeHandlers | null
  /** The header's content. */
  children: ReactNode
}

/** A column's name, its sort button and its resize handle. */
export function HeaderCell({ id, meta, colIndex, sort, onSort, resizeHandlers, children }: HeaderCellProps) {
  const label = meta?.label ?? id
  const isSorted = sort.by === id
  const direction = isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'
  // The second click reverses the first one.
  const isNextDescending = isSorted ? !sort.descending : meta?.sortsAscendingFirst !== true
  return (
    <div
      role="columnheader"
      aria-label={label}
      aria-colindex={colIndex}
      aria-sort={meta?.isSortable === true ? direction : undefined}
      title={meta?.hint}
      className={`relative h-full min-w-0 px-2 text-xs font-medium text-muted ${meta?.className ?? ''}`}
    >
      {meta?.isSortable === true ? (
        <div className={meta.headerNote === undefined ? 'contents' : 'flex h-full items-center'}>
          <button
            type="button"
            aria-label={`Sort by ${label}`}
            onClick={() => onSort({ by: id, descending: isNextDescending })}
            className={`group/sort focus-ring relative inline-flex h-full max-w-full items-center rounded-sm hover:text-ink ${direction === 'none' ? '' : 'text-ink'}`}
          >
            <span className="truncate">{children}</span>
            <SortArrow isSorted={isSorted} isDescending={isSorted ? sort.descending : isNextDescending} />
          </button>
          {meta.headerNote !== undefined && (
            // Not in the button, whose name it is not part of. The sort arrow is between them.
            <span className="ml-4.5 min-w-0 truncate text-2xs font-normal text-faint @max-lg:hidden">
              {meta.headerNote}
            </span>
          )}
        </div>
      ) : (
        <span className="flex h-full items-center">
          <span className="truncate">{children}</span>
        </span>
      )}
      {resizeHandlers && meta?.hasFixedWidth !== true && (
        <Suspense>
          <ColumnResizer id={id} meta={meta} resizeHandlers={resizeHandlers} />
        </Suspense>
      )}
    </div>
  )
}

/** The sort direction; in an unsorted column the one that a click would set, visible on hover and focus. */
function SortArrow({ isSorted, isDescending }: { isSorted: boolean; isDescending: boolean }) {
  const icon = isDescending ? ArrowDown : ArrowUp
  return (
    <Icon
      icon={icon}
      size={12}
      className={`absolute left-full ml-0.5 ${isSorted ? '' : 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60'}`}
    />
  )
}
