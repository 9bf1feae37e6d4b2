import { GitCompareArrows, UserRound } from 'lucide-react'
import { Link } from 'react-router'

import { defaultView, paths, type View } from '#address/address.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { countOf, formatCount } from '#display/count.ts'
import type { RowsInView } from '#engine/protocol.ts'
import { Blank } from '#ui/blank.tsx'
import { buttonLook } from '#ui/button.tsx'

import { StatusMark } from '#pages/shared/status-mark.tsx'
import { Missing, Moment, RunLength, SidText } from '#pages/shared/values.tsx'
import { TabWaiting } from '#pages/engagement/tab-waiting.tsx'
import { mostRuns, questionOf } from './use-contact-runs.ts'

type ContactTabProps = {
  flowSid: FlowSid
  engagementSid: EngagementSid
  contact: string | null
  runs: RowsInView | null
  view: View
}

/** All that was read of the same contact, newest first. */
export function ContactTab({ flowSid, engagementSid, contact, runs, view }: ContactTabProps) {
  if (contact === null || contact === '') {
    return (
      <Blank icon={<UserRound aria-hidden size={28} strokeWidth={1.5} />} title="No contact">
        Twilio does not say whose run this is.
      </Blank>
    )
  }
  if (runs?.read === 0) {
    return (
      <Blank icon={<UserRound aria-hidden size={28} strokeWidth={1.5} />} title="Nothing read yet">
        The contact’s runs are found in the list of this flow, which has no rows yet. They appear here as it
        is read.
      </Blank>
    )
  }
  if (runs === null) return <TabWaiting what="Looking for the contact’s other runs" />
  return (
    <>
      <p className="flex shrink-0 flex-wrap gap-x-2 border-b border-line px-5 py-2 text-xs text-muted tabular-nums">
        <span>
          {countOf(runs.total, 'run')} of this contact among the {countOf(runs.read, 'engagement')} read
          {runs.total > mostRuns && `; the newest ${formatCount(mostRuns)} are shown`}
        </span>
        <Link
          to={paths.engagements(flowSid, { ...defaultView, question: questionOf(contact) })}
          className="focus-ring rounded-sm text-accent underline underline-offset-2"
        >
          Show them in the list
        </Link>
      </p>
      <ol aria-label="Runs of this contact" className="min-h-0 flex-1 overflow-y-auto py-1">
        {runs.rows.map((row) => {
          const isThis = row.sid === engagementSid
          return (
            <li
              key={row.row}
              className={`relative flex min-h-9 items-center gap-3 px-5 tabular-nums max-sm:gap-2 ${isThis ? 'bg-selected' : 'hover:bg-hover'}`}
            >
              <span className="w-18 shrink-0">
                <StatusMark status={row.status} />
              </span>
              <span className="@container w-44 shrink-0 truncate max-sm:w-36">
                <Moment ms={row.started} />
              </span>
              <span className="w-24 shrink-0 truncate text-right text-muted max-sm:w-18">
                <RunLength status={row.status} started={row.started} updated={row.updated} />
              </span>
              <span className="min-w-0 flex-1">
                {row.sid === null ? (
                  <Missing what="No SID" />
                ) : (
                  <Link
                    to={paths.engagement(flowSid, row.sid, {
                      ...view,
                      path: null,
                      step: null,
                      compare: null,
                    })}
                    aria-label={row.sid}
                    aria-current={isThis ? 'page' : undefined}
                    className="focus-ring block rounded-sm after:absolute after:inset-0 max-sm:absolute max-sm:inset-0"
                  >
                    {/* A phone has no room for it; the whole row is the link. */}
                    <span className="max-sm:invisible">
                      <SidText sid={row.sid} />
                    </span>
                  </Link>
                )}
              </span>
              {row.sid !== null && !isThis && (
                <Link
                  to={paths.engagement(flowSid, engagementSid, { ...view, tab: 'context', compare: row.sid })}
                  aria-label={`Compare with ${row.sid}`}
                  title="Compare with this run"
                  className={`relative z-1 ${buttonLook('quiet', 'sm')}`}
                >
                  <GitCompareArrows aria-hidden size={14} />
                </Link>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}
