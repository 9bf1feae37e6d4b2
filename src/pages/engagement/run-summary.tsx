import { parseTime } from '#format/time.ts'

import { ContactAddress } from '#pages/shared/contact-address.tsx'
import { StatusBadge } from '#pages/shared/status-badge.tsx'
import { Timestamp, RunDuration } from '#pages/shared/values.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

/** Contact, status, start and duration, above the tabs. */
export function RunSummary({ run: { engagement } }: { run: EngagementData }) {
  if (!engagement) return <div aria-hidden className="mx-5 mb-3 h-11 animate-pulse rounded-md bg-hover" />
  const { status, contact_channel_address: contact, date_created, date_updated } = engagement.fields
  const times = { status, started: parseTime(date_created), updated: parseTime(date_updated) }
  return (
    <div className="flex shrink-0 flex-col gap-0.5 px-5 pb-3">
      <p className="truncate text-lg font-semibold tabular-nums">
        {contact === null ? (
          <span className="text-faint">No contact</span>
        ) : (
          <ContactAddress address={contact} />
        )}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-muted tabular-nums">
        <StatusBadge status={status} />
        <Timestamp ms={times.started} />
        <RunDuration {...times} />
      </p>
    </div>
  )
}
