import { GitCompareArrows, X } from 'lucide'
import { useNavigate } from 'react-router'

import { pluralize } from '#format/count.ts'
import { noPlace, paths } from '#urls/urls.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'

import type { ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { columnNames, rowFormats, type CopiedColumn, type RowFormat } from './row-texts.ts'

type PickedRowsBarProps = {
  rows: readonly ListedEngagement[]
  /** The columns of the list. */
  columns: readonly CopiedColumn[]
  /** A cell's text, masked as on the screen. */
  getCopiedText: (row: ListedEngagement, column: string) => string
  onClear: () => void
}

const formats: readonly RowFormat[] = ['TSV', 'Markdown', 'JSON']

/** What can be done with the selected rows. */
export function PickedRowsBar({ rows, columns, getCopiedText, onClear }: PickedRowsBarProps) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  const zone = useTimeZone()
  const [first, second, ...more] = rows
  const pair =
    first?.sid && second?.sid && more.length === 0 ? { ...first, sid: first.sid, other: second.sid } : null

  function text(format: RowFormat): string {
    const cells = rows.map((row) => columns.map(({ id }) => getCopiedText(row, id)))
    return rowFormats[format](columnNames(columns, zone), cells)
  }

  return (
    <div
      role="group"
      aria-label="Selected rows"
      className="@container flex min-h-8 shrink-0 flex-wrap items-center gap-1 border-t border-line bg-selected pr-3 pl-5 text-xs"
    >
      <p className="pr-2 font-medium tabular-nums">{pluralize(rows.length, 'row')} selected</p>
      {formats.map((format) => (
        // The cells are already masked, by what they are.
        <CopyButton key={format} unmasked label={`Copy as ${format}`} text={() => text(format)} />
      ))}
      {pair !== null && (
        <Button
          variant="quiet"
          size="sm"
          data-shortcut="c"
          icon={<Icon icon={GitCompareArrows} size={14} />}
          onClick={() =>
            void navigate(
              paths.engagement(pair.runList, pair.sid, {
                ...urlState,
                ...noPlace,
                tab: 'steps',
                compare: pair.other,
              }),
            )
          }
        >
          Compare both
        </Button>
      )}
      <span className="flex-1" />
      <Button
        variant="quiet"
        size="sm"
        title="Clear selection"
        icon={<Icon icon={X} size={14} />}
        onClick={onClear}
      >
        {/* Beside an open run only its icon fits into the line. */}
        <span className="@max-3xl:sr-only">Clear selection</span>
      </Button>
    </div>
  )
}
