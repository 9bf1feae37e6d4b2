import { Suspense } from 'react'

import { parseJsonPath, formatJsonPath } from '#json/path/json-path.ts'
import type { GridColumn } from '#table/data-grid.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import type { TextMask } from '#ui/text/text-mask.ts'

import type { ListedEngagement } from './default-columns.tsx'

const ContextCell = lazyChunk(async () => (await import('./context-cell.tsx')).ContextCell)

/** Last path steps in the header, since the end of a path tells most. The tooltip has the whole path. */
const maxLabelSteps = 2

/**
 * Creates the column for a context path; null if `id` is not a JSONPath to one value.
 * @param mask for its name: a key may be a phone number
 */
export function createContextColumn(id: string, mask: TextMask): GridColumn<ListedEngagement> | null {
  const path = parseJsonPath(id)
  if (path === null || path.length === 0) return null
  const label = mask(formatJsonPath(path.slice(-maxLabelSteps))).replace(/^\$\.?/, '')
  return {
    id,
    header: () => (
      // Right to left outside, left to right inside: cuts the text at its start.
      <span className="block truncate text-left [direction:rtl]">
        <bdi dir="ltr">{label}</bdi>
      </span>
    ),
    // One function for all columns: React would treat a new one as another component and remount every cell.
    cell: renderContextCell,
    meta: { label, hint: mask(id), gridTrack: 'minmax(120px, 4fr)', minWidth: 72, hidePriority: 0 },
  }
}

type CellProps = { row: { original: ListedEngagement }; column: { id: string } }

function renderContextCell({ row, column }: CellProps) {
  return (
    <Suspense>
      <ContextCell row={row.original} path={column.id} />
    </Suspense>
  )
}
