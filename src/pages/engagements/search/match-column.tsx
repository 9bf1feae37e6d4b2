import { lazy, Suspense } from 'react'

import type { GridColumn } from '#table/data-grid.tsx'

import type { ListedEngagement } from '#pages/engagements/columns.tsx'

const Match = lazy(async () => ({ default: (await import('./match.tsx')).Match }))

const matchColumn: GridColumn<ListedEngagement> = {
  id: 'match',
  header: 'Match',
  cell: ({ row }) =>
    row.original.found && (
      <Suspense>
        <Match found={row.original.found} />
      </Suspense>
    ),
  meta: { label: 'Match', track: 'minmax(160px, 3fr)', least: 160, yields: 0, fixed: true },
}

/** The columns with that of the matches in contexts, before the one that ends a row. */
export function withMatches(
  columns: readonly GridColumn<ListedEngagement>[],
): readonly GridColumn<ListedEngagement>[] {
  const last = columns.findIndex(({ id }) => id === 'engagement')
  return columns.toSpliced(last === -1 ? columns.length : last, 0, matchColumn)
}
