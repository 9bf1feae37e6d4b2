import { useTable } from '@tanstack/react-table'

import { columns, features } from './columns.tsx'
import { Controls } from './controls.tsx'
import { Grid } from './grid.tsx'
import { useEngagements } from './use-engagements.ts'

export function BaselineList({ flowSid }: { flowSid: string }) {
  const { rows, complete: isComplete } = useEngagements(flowSid)
  const table = useTable({ features, columns, data: rows })
  const matchingRows = table.getRowModel().rows
  return (
    <main>
      <section aria-label="Reading">
        {rows.length.toLocaleString('en')} engagements read; {isComplete ? 'all of them' : 'more exist'}
        {matchingRows.length < rows.length && ` · ${matchingRows.length.toLocaleString('en')} match`}
      </section>
      <Controls
        onStatus={(status) => table.getColumn('status')?.setFilterValue(status)}
        onText={(text) => table.getColumn('engagement')?.setFilterValue(text)}
      />
      <Grid table={table} rows={matchingRows} isComplete={isComplete} />
    </main>
  )
}
