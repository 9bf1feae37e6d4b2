import type { RowsInView } from '#engine/rpc/row-results.ts'
import { formatCount } from '#format/count.ts'
import { Banner } from '#ui/feedback/banner.tsx'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { describeStuck } from './outcome-notices.ts'
import { countRuns } from './outcome-text.ts'

/** Widgets named; the rows name all. */
const maxWidgets = 3

type StuckNoticeProps = {
  widgets: NonNullable<RowsInView['stuckWidgets']>
  /** Whether the counts are totals. */
  hasTotals: boolean
}

/** Says why the runs in the list are stuck: where they wait, and how long others did. */
export function StuckNotice({ widgets, hasTotals }: StuckNoticeProps) {
  if (widgets.length === 0) return null
  const runs = widgets.reduce((sum, widget) => sum + widget.runs, 0)
  const more = widgets.length - maxWidgets
  return (
    <Banner tone="warn" title={`${countRuns(runs, hasTotals)} stuck`}>
      <ul aria-label="Stuck at">
        {widgets.slice(0, maxWidgets).map((widget) => (
          <li key={widget.widget}>
            <UntrustedText text={describeStuck(widget)} />
            {widgets.length > 1 && `: ${countRuns(widget.runs, hasTotals)}`}
          </li>
        ))}
        {more > 0 && <li>{`Stuck at ${formatCount(more)} more ${more === 1 ? 'widget' : 'widgets'}`}</li>}
      </ul>
    </Banner>
  )
}
