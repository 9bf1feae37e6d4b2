import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_equalsString,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  type ColumnDef,
  type Row,
} from '@tanstack/react-table'

import type { Engagement } from '#contract/resources.ts'

export const features = tableFeatures({
  columnFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})

export type BaselineRow = Row<typeof features, Engagement>

export const columns: ColumnDef<typeof features, Engagement>[] = [
  {
    id: 'status',
    header: 'Status',
    accessorFn: (row) => row.status,
    filterFn: filterFn_equalsString,
    cell: ({ row }) => (row.original.status === 'active' ? 'Active' : 'Ended'),
  },
  {
    id: 'contact',
    header: 'Contact',
    accessorFn: (row) => row.contact_channel_address ?? undefined,
    sortFn: sortFn_basic,
  },
  {
    id: 'started',
    header: 'Started',
    accessorFn: (row) => row.date_created ?? undefined,
    sortFn: sortFn_basic,
  },
  {
    id: 'updated',
    header: 'Updated',
    accessorFn: (row) => row.date_updated ?? undefined,
    sortFn: sortFn_basic,
  },
  {
    id: 'engagement',
    header: 'Engagement',
    accessorFn: (row) => row.sid,
    filterFn: containsText,
    cell: ({ row }) => (
      <a href={`#${row.original.sid}`} aria-label={row.original.sid ?? ''}>
        {row.original.sid}
      </a>
    ),
  },
]

function containsText({ original }: BaselineRow, _column: string, text: string): boolean {
  return (
    (original.contact_channel_address ?? '').includes(text) || JSON.stringify(original.context).includes(text)
  )
}
