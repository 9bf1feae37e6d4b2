import { ArrowUpRight } from 'lucide-react'
import { Link } from 'react-router'

import { paths } from '#urls/urls.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { LinkTarget } from '#search/interpret/parse-sid-or-link.ts'

import { useUrlState } from '#pages/shared/use-url-state.ts'

type TargetLinkProps = {
  /** The flow whose list this is. */
  flowSid: FlowSid
  target: LinkTarget
  /** Number of loaded runs that match; null until known. */
  matchCount: number | null
}

/** A link to the flow or engagement of a pasted SID or link, loaded or not, in this flow or another. */
export function TargetLink({ flowSid, target, matchCount }: TargetLinkProps) {
  const urlState = useUrlState()
  const link = describeLink()
  return (
    <Link
      to={link.to}
      className="focus-ring flex min-w-0 items-center gap-1 rounded-sm font-medium text-accent hover:underline"
    >
      <span className="whitespace-nowrap">{link.label}</span>{' '}
      <span className="truncate font-mono text-xs font-normal">{link.sid}</span>
      <ArrowUpRight aria-hidden size={14} className="shrink-0" />
    </Link>
  )

  function describeLink() {
    const { engagementSid } = target
    const targetFlowSid = target.flowSid ?? flowSid
    if (engagementSid === null) {
      return { label: 'Open flow', sid: targetFlowSid, to: paths.engagements(targetFlowSid) }
    }
    if (targetFlowSid !== flowSid) {
      return {
        label: 'Open in its own flow:',
        sid: engagementSid,
        to: paths.engagement(targetFlowSid, engagementSid),
      }
    }
    return {
      label: matchCount === 0 ? 'Not loaded yet. Look it up:' : 'Open',
      sid: engagementSid,
      to: paths.engagement(flowSid, engagementSid, urlState),
    }
  }
}
