import { Inbox, ListFilter } from 'lucide'

import type { PageSummary } from '#engine/rpc/load-results.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { Button } from '#ui/controls/button.tsx'

import type { FilteredProgress } from '#pages/engagements/loading/use-loader.ts'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { describeUnknownOutcomes } from '#pages/engagements/outcomes/outcome-notices.ts'
import { describeEmptyList, describeNoMatch } from './no-match-text.ts'

type EmptyListProps = {
  rowWindow: RowsInView & { query: ListQuery }
  /** The last loaded page. */
  lastPage: PageSummary
  filtered: FilteredProgress | null
  onShowAll: () => void
}

/** Shown in a list without rows: the flow has none, or none match. */
export function EmptyList({ rowWindow, lastPage, filtered, onShowAll }: EmptyListProps) {
  const zone = useTimeZone()
  if (rowWindow.loaded === 0) {
    const { title, details } = describeEmptyList(lastPage)
    return (
      <EmptyState icon={<Icon icon={Inbox} size={28} strokeWidth={1.5} />} title={title}>
        {details}
      </EmptyState>
    )
  }
  const { outcomes } = rowWindow.query
  const hasUnknownOutcomes =
    outcomes.length > 0 && describeUnknownOutcomes(outcomes, rowWindow.counts) !== null
  const { title, details } = describeNoMatch({ lastPage, filtered, hasUnknownOutcomes, ...rowWindow }, zone)
  return (
    <EmptyState
      icon={<Icon icon={ListFilter} size={28} strokeWidth={1.5} />}
      title={title}
      actions={<Button onClick={onShowAll}>Show all</Button>}
    >
      {details}
    </EmptyState>
  )
}
