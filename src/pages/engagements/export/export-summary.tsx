import type { RowsInView } from '#engine/rpc/row-results.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'
import { Button } from '#ui/controls/button.tsx'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { describeExportContents } from '#pages/engagements/loading/loading-text.ts'
import { describeUnknownMatches } from './export-text.ts'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'

type ExportSummaryProps = {
  rowWindow: (RowsInView & { query: ListQuery }) | null
  loader: Loader
  /** Whether personal data is masked in the file. */
  masked: boolean
}

const nothingLoaded = { loaded: 0, unlisted: 0 }

/** What the file contains if created now, what it lacks, and how to load more. */
export function ExportSummary({ rowWindow, loader, masked }: ExportSummaryProps) {
  const matchCount = rowWindow && isFiltered(rowWindow.query) ? rowWindow.total : null
  const unknown = rowWindow ? describeUnknownMatches(rowWindow, rowWindow.query) : []
  if (rowWindow?.search && rowWindow.search.state !== 'done')
    unknown.push('The file will contain the matches found by then.')
  const { state } = loader
  return (
    <div className="mb-4 flex flex-col items-start gap-1 border-y border-line py-3">
      <p className="tabular-nums">
        {describeExportContents(loader, rowWindow ?? nothingLoaded, matchCount, useTimeZone())}.
      </p>
      {masked && (
        <p className="text-muted">
          Personal data is masked in the file, as on the screen. To export it, unmask it on the screen first.
        </p>
      )}
      {unknown.length > 0 && <p className="text-muted tabular-nums">{unknown.join(' ')}</p>}
      {rowWindow?.total === 0 && <p className="text-muted">Nothing to export.</p>}
      {state === 'loading' && (
        <p className="text-muted">Still loading: the file will contain the engagements loaded by then.</p>
      )}
      {(state === 'paused' || state === 'failed') && (
        <Button size="sm" variant="quiet" className="-ml-1.5" onClick={loader.loadAll}>
          Read everything
        </Button>
      )}
    </div>
  )
}
