import { Suspense } from 'react'

import type { GridColumnMeta } from '#table/column-meta.ts'
import type { GridColumn } from '#table/data-grid.tsx'
import { isOnSecondLine, secondLineClass } from '#table/responsive-columns.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import type { ListedEngagement } from './default-columns.tsx'

const MatchCell = lazyChunk(async () => (await import('#pages/engagements/search/match-cell.tsx')).MatchCell)

const meta: GridColumnMeta = {
  label: 'Match',
  gridTrack: 'minmax(160px, 9fr)',
  minWidth: 160,
  usesSecondLine: true,
  hidePriority: 0,
  hasFixedWidth: true,
  className: secondLineClass,
}

const matchColumn: GridColumn<ListedEngagement> = {
  id: 'match',
  header: () => <span className="@max-3xl:sr-only">Match</span>,
  cell: ({ row }) =>
    row.original.match && (
      <Suspense>
        <MatchCell found={row.original.match} />
      </Suspense>
    ),
  meta,
}

/** Px that the matches add to the height of every row in a grid of this width in px. */
export function matchLineHeight(width: number): number {
  return isOnSecondLine(meta, width) ? 20 : 0
}

/** Inserts the column of context matches before the engagement column. */
export function withMatchColumn(
  columns: readonly GridColumn<ListedEngagement>[],
): readonly GridColumn<ListedEngagement>[] {
  const lastIndex = columns.findIndex(({ id }) => id === 'engagement')
  return columns.toSpliced(lastIndex === -1 ? columns.length : lastIndex, 0, matchColumn)
}
