import { TriangleAlert } from 'lucide'
import type { ReactNode } from 'react'

import { formatDateTime } from '#format/time/time.ts'
import type { EngagementRow, RowsInView } from '#engine/rpc/row-results.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { contextFromDocument } from '#story/context-reader.ts'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { Link } from '#ui/router/link.tsx'

import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { mayBlock } from '#pages/engagements/outcomes/may-block.ts'
import { isLatestRun, type ActiveRun } from './active-runs.ts'

/** Says that an older run of the contact is still active. This newer run shows that it did not keep new ones from starting. */
export function OlderActiveRunNotice({ run, url }: { run: EngagementRow; url: string }) {
  const zone = useTimeZone()
  return (
    <Notice>
      An older run of this contact, from{' '}
      {run.started === null ? 'earlier' : formatDateTime(run.started, zone)}, is still active.{' '}
      <Link to={url} className="focus-ring rounded-sm font-medium text-accent underline underline-offset-2">
        Open it
      </Link>
    </Notice>
  )
}

type MayBlockNoticeProps = { run: ActiveRun; contactRuns: RowsInView | null; context: ParsedText | null }

/** Warns on an old active run that it may be the reason why the contact gets no answer. */
export function MayBlockNotice({ run, contactRuns, context }: MayBlockNoticeProps) {
  const readable =
    context === null || context.result instanceof JsonTextError
      ? null
      : { text: context.text, reader: contextFromDocument(context.result) }
  const pair = mayBlock(run, isLatestRun(contactRuns, run), readable, useNow())
  if (pair === null) return null
  return (
    <Notice>
      This run is still active. While it is, it may keep a new one between{' '}
      <span className="whitespace-nowrap">
        <ContactAddress address={pair.company} />
      </span>{' '}
      and{' '}
      <span className="whitespace-nowrap">
        <ContactAddress address={pair.contact} />
      </span>{' '}
      from starting: messages go to this run.
    </Notice>
  )
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="flex shrink-0 items-start gap-2 border-y border-line bg-warn-soft px-5 py-2 text-xs">
      <Icon icon={TriangleAlert} size={14} className="mt-px shrink-0 text-warn" />
      <span>{children}</span>
    </p>
  )
}
