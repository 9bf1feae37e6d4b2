import { Undo2 } from 'lucide'
import { useEffect, useState } from 'react'

import { formatCount } from '#format/count.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

import type { ListToolsProps } from './list-tools.tsx'
import { ListTools } from './list-tools.tsx'

type ListFooterProps = Omit<ListToolsProps, 'count'> & {
  virtualWindow: VirtualWindow
  /** Whether the rows belong to a previous query. */
  isOutdated: boolean
  /** A short status message, such as "Copied"; empty without one. */
  message: string
}

/** The rows in view, a status message, and the list's tools. */
export function ListFooter({ virtualWindow, isOutdated, message, ...tools }: ListFooterProps) {
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-t border-line bg-canvas pr-3 pl-5 text-xs max-[360px]:pl-1 tiny:h-6">
      <p className="truncate text-muted tabular-nums max-[430px]:hidden">
        {describeRows(virtualWindow, isOutdated)}
      </p>
      <p role="status" className="min-w-0 flex-1 truncate px-3 text-muted max-[360px]:px-0">
        {message}
      </p>
      <UndoAddedColumn columns={tools.columns} />
      <ListTools {...tools} count={virtualWindow.count} />
    </div>
  )
}

/** How long "Undo" is offered, in ms. Later the columns' panel does the same. */
const undoShownMs = 10_000

function UndoAddedColumn({ columns: { added, undoAdd } }: Pick<ListToolsProps, 'columns'>) {
  const [expired, setExpired] = useState<typeof added>(null)
  useEffect(() => {
    const timer = setTimeout(() => setExpired(added), undoShownMs)
    return () => clearTimeout(timer)
  }, [added])
  if (undoAdd === null || expired === added) return null
  return (
    <Button
      size="sm"
      aria-label="Undo adding the column"
      title="Hide the column again"
      icon={<Icon icon={Undo2} size={12} />}
      onClick={undoAdd}
    >
      Undo
    </Button>
  )
}

/** The rows in view, fully or partly, counted from 1. */
function describeRows({ count, first, last }: VirtualWindow, isOutdated: boolean): string {
  if (count === 0) return ''
  if (isOutdated) return 'Rows of the previous search'
  return `Rows ${formatCount(first + 1)}–${formatCount(last + 1)}`
}
