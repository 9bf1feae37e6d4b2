import { Columns3, CornerDownRight } from 'lucide'
import { type Ref } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Popover } from '#ui/floating/popover.tsx'

import { ExportButton } from '#pages/engagements/export/export-button.tsx'
import type { ExportDialogProps } from '#pages/engagements/export/export-dialog.tsx'
import { FlowButton } from '#pages/engagements/flow/flow-button.tsx'
import type { FlowDialogProps } from '#pages/engagements/flow/flow-dialog.tsx'
import type { ListColumns } from '#pages/engagements/columns/use-columns.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Loaded when first opened.
const GoToRow = lazyChunk(async () => (await import('./go-to-row.tsx')).GoToRow)
const ColumnsPanel = lazyChunk(
  async () => (await import('#pages/engagements/columns/columns-panel.tsx')).ColumnsPanel,
)

export type ListToolsProps = Pick<ExportDialogProps, 'runList' | 'rowWindow' | 'loader'> &
  Pick<FlowDialogProps, 'query' | 'onQueryChange'> & {
    /** Number of rows. */
    count: number
    /** False while more rows may follow. */
    isComplete: boolean
    columns: ListColumns
    /** The button that opens "Go to row". */
    goToRow: Ref<HTMLButtonElement>
    /** @param row index from 0 */
    onGo: (row: number) => void
  }

/** Tools for the whole list: go to row, columns, flow, export. */
export function ListTools({
  query,
  onQueryChange,
  count,
  isComplete,
  columns,
  goToRow,
  onGo,
  ...exportProps
}: ListToolsProps) {
  return (
    <>
      <Popover
        label="Go to row"
        button={{
          ref: goToRow,
          variant: 'quiet',
          size: 'sm',
          title: 'Go to row (Ctrl+G in the list)',
          icon: <Icon icon={CornerDownRight} size={14} />,
          children: 'Go to row',
        }}
      >
        {/* Going to a row focuses the list, which closes this popover. */}
        {() => <GoToRow count={count} isComplete={isComplete} onGo={onGo} />}
      </Popover>
      <Popover
        label="Columns"
        button={{
          variant: 'quiet',
          size: 'sm',
          icon: <Icon icon={Columns3} size={14} />,
          children: 'Columns',
        }}
      >
        {() => <ColumnsPanel columns={columns} />}
      </Popover>
      <FlowButton
        runList={exportProps.runList}
        query={query}
        isComplete={isComplete}
        onQueryChange={onQueryChange}
      />
      <ExportButton {...exportProps} paths={columns.paths} />
    </>
  )
}
