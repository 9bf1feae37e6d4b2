import { Columns3, CornerDownRight } from 'lucide-react'
import { lazy, type Ref } from 'react'

import { Popover } from '#ui/popover.tsx'

import { ExportButton } from '#pages/engagements/export/export-button.tsx'
import type { ExportDialogProps } from '#pages/engagements/export/export-dialog.tsx'
import type { Columns } from './use-columns.ts'

// Nothing of these is needed before someone opens them.
const ColumnsPanel = lazy(async () => ({ default: (await import('./columns-panel.tsx')).ColumnsPanel }))
const GoToRow = lazy(async () => ({ default: (await import('./go-to-row.tsx')).GoToRow }))

export type ListToolsProps = Pick<ExportDialogProps, 'flowSid' | 'chunk' | 'reading'> & {
  /** How many rows there are. */
  count: number
  /** Whether no more rows can come. */
  complete: boolean
  columns: Columns
  /** Opens "Go to row" when it is clicked. */
  goToRow: Ref<HTMLButtonElement>
  /** @param row its index, from 0 */
  onGo: (row: number) => void
}

/** What can be done with the list as a whole. */
export function ListTools({ count, complete, columns, goToRow, onGo, ...exported }: ListToolsProps) {
  return (
    <>
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
        {/* Going there puts the focus into the list, which closes this. */}
        {() => <GoToRow count={count} complete={complete} onGo={onGo} />}
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
        {() => <ColumnsPanel columns={columns} />}
      </Popover>
      <ExportButton {...exported} paths={columns.paths} />
    </>
  )
}
