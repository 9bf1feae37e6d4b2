import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide'

import type { Flow } from '#contract/resources.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Link } from '#ui/router/link.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { paths } from '#urls/urls.ts'

import { RelativeTimeText } from '#pages/shared/values.tsx'
import { usePref } from '#pages/prefs/pref.ts'
import { recentRunList, recentRunsPref, type RecentRun } from '#pages/prefs/recent-runs.ts'
import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'

/** The runs that were opened last in this browser. Only those of the account's flows: another account's stay unseen. */
export function RecentRuns({ flows }: { flows: readonly Flow[] | undefined }) {
  const stored = usePref(recentRunsPref)
  // Their place is kept while the flows load.
  if (!flows) return stored.length > 0 && <div aria-hidden className="h-10 shrink-0" />
  const recent = stored.flatMap((run) => {
    const flow = flows.find(({ sid }) => sid === run.flowSid)
    return flow ? [{ run, flow }] : []
  })
  if (recent.length === 0) return null
  return (
    <section
      aria-label="Last opened runs"
      className="flex shrink-0 items-center gap-2 overflow-x-auto px-5 pb-3 text-xs [scrollbar-width:none]"
    >
      <h2 className="shrink-0 font-medium text-muted">Last opened</h2>
      <ul className="flex gap-2">
        {recent.map(({ run, flow }) => (
          <RecentRunItem key={run.engagementSid} run={run} flow={flow} />
        ))}
      </ul>
      <Button
        size="sm"
        variant="quiet"
        icon={<Icon icon={X} size={12} />}
        aria-label="Forget the last opened runs"
        onClick={() => recentRunsPref.write([])}
      >
        Forget
      </Button>
    </section>
  )
}

function RecentRunItem({ run, flow }: { run: RecentRun; flow: Flow }) {
  const displayText = useDisplayText()
  const runList = recentRunList(run)
  // Nothing about the customer is stored. It is shown while this tab still has the run.
  const { data } = useQuery({ ...engagementQuery(runList, run.engagementSid), enabled: false })
  const contact = data?.fields.contact_channel_address ?? null
  return (
    <li className="relative flex h-7 max-w-80 shrink-0 items-center gap-2 rounded-md border border-line bg-surface px-2 hover:bg-hover">
      {contact === null ? (
        <span aria-hidden className="font-mono">
          FN…{run.engagementSid.slice(-6)}
        </span>
      ) : (
        <span className="tabular-nums">
          <ContactAddress address={contact} />
        </span>
      )}
      <bdi className="min-w-0 truncate text-muted">{displayText(flow.friendly_name ?? '') || flow.sid}</bdi>
      <span className="shrink-0 text-muted">
        <RelativeTimeText ms={run.openedMs} />
      </span>
      <Link
        title={run.engagementSid}
        to={paths.engagement(runList, run.engagementSid)}
        className="focus-ring absolute inset-0 rounded-md"
      >
        <span className="sr-only">{run.engagementSid}</span>
      </Link>
    </li>
  )
}
