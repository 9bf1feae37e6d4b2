import type { GridColumn } from '#table/data-grid.tsx'

import type { ListedEngagement } from './default-columns.tsx'
import { MatchCell } from '#pages/engagements/search/match-cell.tsx'

const matchColumn: GridColumn<ListedEngagement> = {
  id: 'match',
  header: 'Match',
  cell: ({ row }) => row.original.match && <MatchCell found={row.original.match} />,
  meta: {
    label: 'Match',
    gridTrack: 'minmax(160px, 3fr)',
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
