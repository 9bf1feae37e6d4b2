import { lazy, Suspense } from 'react'

import { formatCount } from '#display/count.ts'
import type { ScrollWindow } from '#ui/use-window.ts'

import type { ListToolsProps } from './list-tools.tsx'

// The rows come first: there is nothing to be done with them before.
const ListTools = lazy(async () => ({ default: (await import('./list-tools.tsx')).ListTools }))

type ListFooterProps = Omit<ListToolsProps, 'count'> & {
  rows: ScrollWindow
  /** What has just happened, in a few words; empty when nothing has. */
  message: string
}

/** Where in the list the reader is, and what can be done with it. */
export function ListFooter({ rows, message, ...tools }: ListFooterProps) {
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-t border-line bg-canvas pr-3 pl-5 text-xs">
      <p className="truncate text-muted tabular-nums">{describeRows(rows)}</p>
      <p role="status" className="min-w-0 flex-1 truncate px-3 text-muted">
        {message}
      </p>
      <Suspense>
        <ListTools {...tools} count={rows.count} />
      </Suspense>
    </div>
  )
}

/** The rows that can be seen wholly or in part, counted from 1. */
function describeRows({ count, first, pageSize }: ScrollWindow): string {
  if (count === 0) return ''
  return `Rows ${formatCount(first + 1)}–${formatCount(Math.min(count, first + pageSize))}`
}
