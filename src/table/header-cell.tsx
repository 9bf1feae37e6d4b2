import { ArrowDown, ArrowUp } from 'lucide-react'
import { lazy, Suspense, type ReactNode } from 'react'

import type { ColumnFacts } from './column-facts.ts'
import type { EdgeMoves } from './column-edge.tsx'

const ColumnEdge = lazy(async () => ({ default: (await import('./column-edge.tsx')).ColumnEdge }))

/** How the rows are ordered. */
export type GridOrder = { readonly by: string; readonly descending: boolean }

type HeaderCellProps = {
  id: string
  meta: ColumnFacts | undefined
  /** Position among all columns, from 1. */
  colIndex: number
  order: GridOrder
  onSort: (id: string) => void
  moves: EdgeMoves
  /** What stands in it. */
  children: ReactNode
}

/** A column's name, the way to order rows by it, and the edge that makes it wider. */
export function HeaderCell({ id, meta, colIndex, order, onSort, moves, children }: HeaderCellProps) {
  const label = meta?.label ?? id
  const direction = order.by === id ? (order.descending ? 'descending' : 'ascending') : 'none'
  return (
    <div
      role="columnheader"
      aria-label={label}
      aria-colindex={colIndex}
      aria-sort={meta?.sortable === true ? direction : undefined}
      title={meta?.hint}
      className={`relative h-full min-w-0 px-2 text-xs font-medium text-muted ${meta?.look ?? ''}`}
    >
      {meta?.sortable === true ? (
        <button
          type="button"
          aria-label={`Sort by ${label}`}
          onClick={() => onSort(id)}
          className={`group/sort focus-ring relative inline-flex h-full max-w-full items-center rounded-sm hover:text-ink ${direction === 'none' ? '' : 'text-ink'}`}
        >
          <span className="truncate">{children}</span>
          <SortArrow direction={direction} />
        </button>
      ) : (
        <span className="flex h-full items-center">
          <span className="truncate">{children}</span>
        </span>
      )}
      {meta?.fixed !== true && (
        <Suspense>
          <ColumnEdge id={id} meta={meta} moves={moves} />
        </Suspense>
      )}
    </div>
  )
}

/** Which way the rows go; where they do not, which way they would. It stands in the room after the name. */
function SortArrow({ direction }: { direction: 'ascending' | 'descending' | 'none' }) {
  const Icon = direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <Icon
      aria-hidden
      size={12}
      className={`absolute left-full ml-0.5 ${direction === 'none' ? 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60' : ''}`}
    />
  )
}
