import { lazy, Suspense } from 'react'

import { parseJsonPath, printJsonPath } from '#json/paths.ts'
import type { GridColumn } from '#table/data-grid.tsx'

import type { ListedEngagement } from '#pages/engagements/columns.tsx'

const ContextCell = lazy(async () => ({ default: (await import('./context-cell.tsx')).ContextCell }))

/** The end of a path tells most: so many steps stand in the header, the whole path in its tooltip. */
const stepsShown = 2

/** The column of the values at a path of the contexts; null for an id that is no JSONPath to one value. */
export function contextColumn(id: string): GridColumn<ListedEngagement> | null {
  const path = parseJsonPath(id)
  if (path === null || path.length === 0) return null
  const label = printJsonPath(path.slice(-stepsShown)).replace(/^\$\.?/, '')
  return {
    id,
    header: () => (
      // Right to left outside, left to right inside: it is cut at its start.
      <span className="block truncate text-left [direction:rtl]">
        <bdi dir="ltr">{label}</bdi>
      </span>
    ),
    // One function for all of them: a new one would be another component to React, and every cell made anew.
    cell: cellOfContext,
    meta: { label, hint: id, track: 'minmax(120px, 1fr)', least: 72, yields: 0 },
  }
}

type CellProps = { row: { original: ListedEngagement }; column: { id: string } }

function cellOfContext({ row, column }: CellProps) {
  return (
    <Suspense>
      <ContextCell row={row.original} path={column.id} />
    </Suspense>
  )
}
