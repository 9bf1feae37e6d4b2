import { useTable } from '@tanstack/react-table'

import { columns, features } from './columns.tsx'
import { Controls } from './controls.tsx'
import { Grid } from './grid.tsx'
import { useEngagements } from './use-engagements.ts'

export function PlainList({ flowSid }: { flowSid: string }) {
  const { rows, complete } = useEngagements(flowSid)
  const table = useTable({ features, columns, data: rows })
  const matching = table.getRowModel().rows
  return (
    <main>
      <section aria-label="Reading">
        {rows.length.toLocaleString('en')} engagements read; {complete ? 'that is all of them' : 'more exist'}
        {matching.length < rows.length && ` · ${matching.length.toLocaleString('en')} match`}
      </section>
      <Controls
        onStatus={(status) => table.getColumn('status')?.setFilterValue(status)}
        onText={(text) => table.getColumn('engagement')?.setFilterValue(text)}
      />
      <Grid table={table} rows={matching} complete={complete} />
    </main>
  )
}
