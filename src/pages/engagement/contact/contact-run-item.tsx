import { GitCompareArrows } from 'lucide'

import { noPlace, paths, type UrlState } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { Icon } from '#ui/icon.tsx'
import { buttonClass } from '#ui/controls/button.tsx'
import { Link } from '#ui/router/link.tsx'

import { OutcomeBadge } from '#pages/shared/badges/outcome-badge.tsx'
import { StatusBadge } from '#pages/shared/badges/status-badge.tsx'
import { linkedPlaceClass, usePlace } from '#pages/engagement/shared/place.ts'
import { EmptyValue, ExternalText, Timestamp, RunDuration, SidText } from '#pages/shared/values.tsx'

type ContactRunItemProps = {
  runList: RunList
  row: EngagementRow
  /** The open run. */
  engagementSid: EngagementSid
  urlState: UrlState
  /** The flow's name where runs of several flows are listed: it takes the place of the duration. */
  flowName?: string | null
  /** Whether the run is of the open run's flow, so that the two can be compared. */
  isComparable?: boolean
}

/** One run of a contact: a link to it, and one that compares it with the open run. */
export function ContactRunItem({
  runList,
  row,
  engagementSid,
  urlState,
  flowName = null,
  isComparable = true,
}: ContactRunItemProps) {
  const isCurrent = row.sid === engagementSid
  const isLinked = row.sid !== null && row.sid === urlState.run
  return (
    <li
      {...usePlace({ run: row.sid }, isLinked)}
      className={`relative flex min-h-9 items-center gap-3 px-5 tabular-nums max-sm:gap-2 max-sm:px-3 ${isCurrent || isLinked ? linkedPlaceClass : 'hover:bg-hover'}`}
    >
      {/* In the narrowest windows only the dot fits. */}
      <span className="w-18 shrink-0 max-[375px]:w-4 max-[375px]:overflow-clip max-[375px]:pl-1">
        <StatusBadge status={row.status} />
      </span>
      {/* Too narrow for the words: its icon has them as its tooltip. */}
      <span className="@container w-4 shrink-0">
        <OutcomeBadge outcome={row.outcome} />
      </span>
      <span className="@container w-36 shrink-0 truncate max-[375px]:w-30 sm:w-44">
        <Timestamp ms={row.started} />
      </span>
      {flowName === null ? (
        <span className="w-24 shrink-0 truncate text-right text-muted max-sm:min-w-0 max-sm:flex-1">
          <RunDuration ms={row.durationMs} isActive={row.status === 'active'} />
        </span>
      ) : (
        <span className="min-w-0 flex-2 truncate text-muted">
          <ExternalText text={flowName} />
        </span>
      )}
      <span className="min-w-0 flex-1 max-sm:contents">
        {row.sid === null ? (
          <EmptyValue label="No SID" />
        ) : (
          <Link
            to={paths.engagement(runList, row.sid, {
              ...urlState,
              ...noPlace,
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
      {row.sid !== null && isComparable && !isCurrent && (
        <Link
          to={paths.engagement(runList, engagementSid, {
            ...urlState,
            tab: 'steps',
            compare: row.sid,
          })}
          aria-label={`Compare with ${row.sid}`}
          title="Compare with this run"
          className={`relative z-1 ${buttonClass('quiet', 'sm')}`}
        >
          <Icon icon={GitCompareArrows} size={14} />
        </Link>
      )}
      {/* The width of that button, so that the durations are in one column. */}
      {(isCurrent || !isComparable) && <span className="w-6.5 shrink-0" />}
    </li>
  )
}
