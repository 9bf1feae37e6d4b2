import { Columns3, CornerDownRight } from 'lucide-react'
import { lazy, Suspense, type Ref } from 'react'

import { formatCount } from '#display/count.ts'
import { Popover } from '#ui/popover.tsx'
import type { ScrollWindow } from '#ui/use-window.ts'

import type { Columns } from './use-columns.ts'

// Nothing of these is needed before someone opens them.
const ColumnsPanel = lazy(async () => ({ default: (await import('./columns-panel.tsx')).ColumnsPanel }))
const GoToRow = lazy(async () => ({ default: (await import('./go-to-row.tsx')).GoToRow }))

type ListFooterProps = {
  rows: ScrollWindow
  /** Whether no more rows can come. */
  complete: boolean
  columns: Columns
  /** What has just happened, in a few words; empty when nothing has. */
  message: string
  /** Opens "Go to row" when it is clicked. */
  goToRow: Ref<HTMLButtonElement>
  /** @param row its index, from 0 */
  onGo: (row: number) => void
}

/** Where in the list the reader is, and how the list looks. */
export function ListFooter({ rows, complete, columns, message, goToRow, onGo }: ListFooterProps) {
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-t border-line bg-canvas pr-3 pl-5 text-xs">
      <p className="truncate text-muted tabular-nums">{describeRows(rows)}</p>
      <p role="status" className="min-w-0 flex-1 truncate px-3 text-muted">
        {message}
      </p>
      <Popover
        label="Go to row"
        button={{
          ref: goToRow,
          variant: 'quiet',
          size: 'sm',
          title: 'Go to row (Ctrl+G in the list)',
          icon: <CornerDownRight aria-hidden size={14} />,
          children: 'Go to row',
        }}
      >
        {() => (
          <Suspense>
            {/* Going there puts the focus into the list, which closes this. */}
            <GoToRow count={rows.count} complete={complete} onGo={onGo} />
          </Suspense>
        )}
      </Popover>
      <Popover
        label="Columns"
        button={{
          variant: 'quiet',
          size: 'sm',
          icon: <Columns3 aria-hidden size={14} />,
          children: 'Columns',
        }}
      >
        {() => (
          <Suspense>
            <ColumnsPanel columns={columns} />
          </Suspense>
        )}
      </Popover>
    </div>
  )
}

/** The rows that can be seen wholly or in part, counted from 1. */
function describeRows({ count, first, pageSize }: ScrollWindow): string {
  if (count === 0) return ''
  return `Rows ${formatCount(first + 1)}–${formatCount(Math.min(count, first + pageSize))}`
}
