import type { Found } from '#engine/protocol.ts'
import { printJsonPath } from '#json/paths.ts'
import type { GridColumn } from '#table/data-grid.tsx'
import { MarkedText } from '#ui/marked-text.tsx'
import { showUnseen } from '#ui/unseen.ts'

import type { ListedEngagement } from '#pages/engagements/columns.tsx'

/** How much stands before the match, in UTF-16 units: the match itself must be in view, however narrow the column. */
const lead = 12

const matchColumn: GridColumn<ListedEngagement> = {
  id: 'match',
  header: 'Match',
  cell: ({ row }) => row.original.found && <Match found={row.original.found} />,
  meta: { label: 'Match', track: 'minmax(160px, 3fr)', least: 160, yields: 0, fixed: true },
}

/** The columns with that of the matches in contexts, before the one that ends a row. */
export function withMatches(
  columns: readonly GridColumn<ListedEngagement>[],
): readonly GridColumn<ListedEngagement>[] {
  const last = columns.findIndex(({ id }) => id === 'engagement')
  return columns.toSpliced(last === -1 ? columns.length : last, 0, matchColumn)
}

/** Which value holds what was searched for, and the text around it; the end of the path tells most. */
function Match({ found: { path, text, start, end } }: { found: Found }) {
  const printed = printJsonPath(path)
  const from = Math.max(0, start - lead)
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={`${printed}\n${showUnseen(text)}`}>
      <span className="max-w-1/2 truncate font-mono text-xs whitespace-pre text-faint @max-md:hidden">
        {printJsonPath(path.slice(-2)).replace(/^\$\.?/, '')}
      </span>
      <span className="min-w-0 flex-1 truncate">
        {from > 0 && '…'}
        <MarkedText text={text.slice(from)} start={start - from} end={end - from} />
      </span>
    </span>
  )
}
