import { UserRound } from 'lucide'
import { Suspense, useState } from 'react'

import { defaultUrlState, paths, type UrlState } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { pluralize, formatCount } from '#format/count.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { Link } from '#ui/router/link.tsx'

import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { MissingPlace } from '#pages/engagement/shared/missing-place.tsx'
import { ContactRunItem } from './contact-run-item.tsx'
import { useRequestsForAllFlows } from './other-flows.ts'
import { maxContactRuns, contactRunsQuery } from './use-contact-runs.ts'

const ContactInFlows = lazyChunk(async () => (await import('./contact-in-flows.tsx')).ContactInFlows)

type ContactTabProps = {
  runList: RunList
  engagementSid: EngagementSid
  contact: string | null
  runs: RowsInView | null
  /** Whether the whole list is loaded. */
  isComplete: boolean
  urlState: UrlState
}

/** The contact's loaded runs, newest first. */
export function ContactTab({ runList, engagementSid, contact, runs, isComplete, urlState }: ContactTabProps) {
  const [isInAllFlows, setIsInAllFlows] = useState(false)
  const requests = useRequestsForAllFlows(runList)
  if (contact === null || contact === '') {
    return (
      <EmptyState icon={<Icon icon={UserRound} size={28} strokeWidth={1.5} />} title="No contact">
        Twilio sent no contact for this run.
      </EmptyState>
    )
  }
  if (runs?.loaded === 0) {
    return (
      <EmptyState icon={<Icon icon={UserRound} size={28} strokeWidth={1.5} />} title="Nothing loaded yet">
        The contact’s runs come from this flow’s list. They appear here as the list loads.
      </EmptyState>
    )
  }
  if (runs === null) return <TabSkeleton label="Looking for the contact’s other runs" />
  const isRunMissing = !isInAllFlows && !runs.rows.some(({ sid }) => sid === urlState.run)
  return (
    <>
      <p className="flex shrink-0 flex-wrap items-center gap-x-2 border-b border-line px-5 py-2 text-xs text-muted tabular-nums">
        <span>
          {countText(runs.total, isComplete)} of this contact in the {countText(runs.loaded, isComplete)}{' '}
          loaded
          {runs.total > maxContactRuns && `; the newest ${formatCount(maxContactRuns)} are shown`}
        </span>
        <Link
          to={paths.engagements(runList, { ...defaultUrlState, listQuery: contactRunsQuery(contact) })}
          className="focus-ring rounded-sm text-accent underline underline-offset-2"
        >
          Show in the list
        </Link>
        {!isInAllFlows && requests !== null && (
          <button
            type="button"
            onClick={() => setIsInAllFlows(true)}
            className="focus-ring min-h-6 rounded-sm text-accent underline underline-offset-2"
          >
            Look in all flows ({requests === 0 ? 'no request' : pluralize(requests, 'request')})
          </button>
        )}
      </p>
      {isRunMissing && urlState.run !== null && (
        <MissingPlace noun="run" place={urlState.run}>
          isn’t among the contact’s loaded runs in this flow.
        </MissingPlace>
      )}
      {isInAllFlows ? (
        <Suspense fallback={<TabSkeleton label="Loading the flows" />}>
          <ContactInFlows
            key={contact}
            runList={runList}
            contact={contact}
            rows={runs.rows}
            engagementSid={engagementSid}
            urlState={urlState}
          />
        </Suspense>
      ) : (
        <ol aria-label="Runs of this contact" className="min-h-0 flex-1 overflow-y-auto py-1">
          {runs.rows.map((row) => (
            <ContactRunItem
              key={row.row}
              runList={runList}
              row={row}
              engagementSid={engagementSid}
              urlState={urlState}
            />
          ))}
        </ol>
      )}
    </>
  )
}

/** "1 run", "3,000 runs"; while the list loads "1+ runs", "3,000+ runs". */
function countText(count: number, isComplete: boolean): string {
  return isComplete ? pluralize(count, 'run') : `${formatCount(count)}+ runs`
}
