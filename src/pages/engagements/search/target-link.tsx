import { useQuery } from '@tanstack/react-query'
import { ArrowUpRight } from 'lucide'

import { paths } from '#urls/urls.ts'
import { flowOf, runListOf, sourceOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { neighboursQuery } from '#queries/engagement.ts'
import type { LinkTarget } from '#search/interpret/find-sids.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/router/link.tsx'

import { useUrlState } from '#pages/shared/use-url-state.ts'

type TargetLinkProps = {
  /** The flow whose list this is. */
  runList: RunList
  target: LinkTarget
  /** Number of loaded runs that match; null until known. */
  matchCount: number | null
}

/** A link to the flow or engagement of a pasted SID or link, loaded or not, in this flow or another. */
export function TargetLink({
  runList,
  target: { flowSid: linkedFlow, engagementSid, source = sourceOf(runList) },
  matchCount,
}: TargetLinkProps) {
  const targetFlowSid = linkedFlow ?? flowOf(runList)
  const targetList = runListOf(targetFlowSid, source)
  if (engagementSid === null) {
    return <TargetAnchor label="Open flow" sid={targetFlowSid} to={paths.engagements(targetList)} />
  }
  if (targetFlowSid !== flowOf(runList)) {
    return (
      <TargetAnchor
        label="Open in its own flow:"
        sid={engagementSid}
        to={paths.engagement(targetList, engagementSid)}
      />
    )
  }
  return <RunLink runList={runList} engagementSid={engagementSid} matchCount={matchCount} />
}

/** A link to an engagement of this flow. Says whether it is loaded: the engine knows, whatever the filters. */
function RunLink({
  runList,
  engagementSid,
  matchCount,
}: {
  runList: RunList
  engagementSid: EngagementSid
  matchCount: number | null
}) {
  const urlState = useUrlState()
  const { data } = useQuery(
    neighboursQuery({ runList, query: { ...emptyQuery, search: { terms: [] } }, engagementSid }),
  )
  const isExcluded = data && matchCount === 0
  const label =
    data === null
      ? 'Not loaded yet. Look it up:'
      : isExcluded
        ? 'Excluded by the other filters. Open:'
        : 'Open'
  return (
    <TargetAnchor label={label} sid={engagementSid} to={paths.engagement(runList, engagementSid, urlState)} />
  )
}

function TargetAnchor({ label, sid, to }: { label: string; sid: string; to: string }) {
  return (
    <Link
      to={to}
      className="focus-ring flex min-h-6 min-w-0 items-center gap-1 rounded-sm font-medium text-accent hover:underline"
    >
      <span className="whitespace-nowrap">{label}</span>{' '}
      <span className="truncate font-mono text-xs font-normal">{sid}</span>
      <Icon icon={ArrowUpRight} size={14} className="shrink-0" />
    </Link>
  )
}
