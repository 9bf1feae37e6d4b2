import { GitCompareArrows, UserRound } from 'lucide-react'

import { defaultUrlState, paths, type UrlState } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { pluralize, formatCount } from '#format/count.ts'
import type { RowsInView } from '#engine/rpc/protocol.ts'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { buttonClass } from '#ui/controls/button.tsx'
import { Link } from '#ui/router/link.tsx'

import { OutcomeBadge } from '#pages/shared/outcome-badge.tsx'
import { StatusBadge } from '#pages/shared/status-badge.tsx'
import { EmptyValue, Timestamp, RunDuration, SidText } from '#pages/shared/values.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { maxContactRuns, contactRunsQuery } from './use-contact-runs.ts'

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
  if (contact === null || contact === '') {
    return (
      <EmptyState icon={<UserRound aria-hidden size={28} strokeWidth={1.5} />} title="No contact">
        Twilio sent no contact for this run.
      </EmptyState>
    )
  }
  if (runs?.loaded === 0) {
    return (
      <EmptyState icon={<UserRound aria-hidden size={28} strokeWidth={1.5} />} title="Nothing loaded yet">
        The contact’s runs come from this flow’s list. They appear here as the list loads.
      </EmptyState>
    )
  }
  if (runs === null) return <TabSkeleton label="Looking for the contact’s other runs" />
  return (
    <>
      <p className="flex shrink-0 flex-wrap gap-x-2 border-b border-line px-5 py-2 text-xs text-muted tabular-nums">
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
      </p>
      <ol aria-label="Runs of this contact" className="min-h-0 flex-1 overflow-y-auto py-1">
        {runs.rows.map((row) => {
          const isCurrent = row.sid === engagementSid
          return (
            <li
              key={row.row}
              className={`relative flex min-h-9 items-center gap-3 px-5 tabular-nums max-sm:gap-2 max-sm:px-3 ${isCurrent ? 'bg-selected forced-colors:outline forced-colors:-outline-offset-1' : 'hover:bg-hover'}`}
            >
              {/* In the narrowest windows only the dot fits. */}
              <span className="w-18 shrink-0 max-[375px]:w-4 max-[375px]:overflow-clip max-[375px]:pl-1">
                <StatusBadge status={row.status} />
              </span>
              {/* Too narrow for the words: its icon has them as its tooltip. */}
              <span className="@container w-4 shrink-0">
                <OutcomeBadge outcome={row.outcome} />
              </span>
              <span className="@container w-44 shrink-0 truncate max-sm:w-36 max-[375px]:w-32">
                <Timestamp ms={row.started} />
              </span>
              <span className="w-24 shrink-0 truncate text-right text-muted max-sm:min-w-0 max-sm:flex-1">
                <RunDuration ms={row.durationMs} isActive={row.status === 'active'} />
              </span>
              <span className="min-w-0 flex-1 max-sm:contents">
                {row.sid === null ? (
                  <EmptyValue label="No SID" />
                ) : (
                  <Link
                    to={paths.engagement(runList, row.sid, {
                      ...urlState,
                      path: null,
                      step: null,
                      compare: null,
                    })}
                    aria-label={row.sid}
                    aria-current={isCurrent ? 'page' : undefined}
                    className="focus-ring block rounded-sm after:absolute after:inset-0 max-sm:absolute max-sm:inset-0"
                  >
                    {/* On a phone the SID does not fit; the whole row is the link. */}
                    <span className="max-sm:invisible">
                      <SidText sid={row.sid} />
                    </span>
                  </Link>
                )}
              </span>
              {row.sid !== null && !isCurrent && (
                <Link
                  to={paths.engagement(runList, engagementSid, {
                    ...urlState,
                    tab: 'context',
                    compare: row.sid,
                  })}
                  aria-label={`Compare with ${row.sid}`}
                  title="Compare with this run"
                  className={`relative z-1 ${buttonClass('quiet', 'sm')}`}
                >
                  <GitCompareArrows aria-hidden size={14} />
                </Link>
              )}
              {/* The width of that button, so that the durations are in one column. */}
              {isCurrent && <span className="w-6.5 shrink-0" />}
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** "1 run", "3,000 runs"; while the list loads "1+ runs", "3,000+ runs". */
function countText(count: number, isComplete: boolean): string {
  return isComplete ? pluralize(count, 'run') : `${formatCount(count)}+ runs`
}
