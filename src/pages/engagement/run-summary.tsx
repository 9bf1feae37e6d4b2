import { parseTime } from '#display/time.ts'

import { StatusMark } from '#pages/shared/status-mark.tsx'
import { Foreign, Moment, RunLength } from '#pages/shared/values.tsx'
import type { Run } from './use-engagement.ts'

/** Whose run it was, how it stands, when it began and how long it took: one look before any tab. */
export function RunSummary({ run: { engagement } }: { run: Run }) {
  if (!engagement) return <div aria-hidden className="mx-5 mb-3 h-11 animate-pulse rounded-md bg-hover" />
  const { status, contact_channel_address: contact, date_created, date_updated } = engagement.fields
  const times = { status, started: parseTime(date_created), updated: parseTime(date_updated) }
  return (
    <div className="flex shrink-0 flex-col gap-0.5 px-5 pb-3">
      <p className="truncate text-lg font-semibold tabular-nums">
        {contact === null ? <span className="text-faint">No contact</span> : <Foreign text={contact} />}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-muted tabular-nums">
        <StatusMark status={status} />
        <Moment ms={times.started} />
        <RunLength {...times} />
      </p>
    </div>
  )
}
