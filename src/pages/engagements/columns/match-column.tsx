import { Suspense } from 'react'

import type { GridColumn } from '#table/data-grid.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import type { ListedEngagement } from './default-columns.tsx'

const MatchCell = lazyChunk(async () => (await import('#pages/engagements/search/match-cell.tsx')).MatchCell)

const matchColumn: GridColumn<ListedEngagement> = {
  id: 'match',
  header: 'Match',
  cell: ({ row }) =>
    row.original.match && (
      <Suspense>
        <MatchCell found={row.original.match} />
      </Suspense>
    ),
  meta: {
    label: 'Match',
    gridTrack: 'minmax(160px, 9fr)',
    minWidth: 160,
    hidePriority: 0,
    hasFixedWidth: true,
  },
}

/** Inserts the column of context matches before the engagement column. */
export function withMatchColumn(
  columns: readonly GridColumn<ListedEngagement>[],
): readonly GridColumn<ListedEngagement>[] {
  const lastIndex = columns.findIndex(({ id }) => id === 'engagement')
  return columns.toSpliced(lastIndex === -1 ? columns.length : lastIndex, 0, matchColumn)
}
