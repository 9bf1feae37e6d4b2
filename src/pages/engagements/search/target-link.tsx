import { ArrowUpRight } from 'lucide-react'
import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { Target } from '#search/target.ts'

import { useView } from '#pages/shared/use-view.ts'

type TargetLinkProps = {
  /** The flow whose list this is. */
  flowSid: FlowSid
  target: Target
  /** How many of those read match; null while that is not known. */
  matches: number | null
}

/** The way to what a pasted SID or link is about, read or not, of this flow or another. */
export function TargetLink({ flowSid, target, matches }: TargetLinkProps) {
  const view = useView()
  const lead = leadTo()
  return (
    <Link
      to={lead.to}
      className="focus-ring flex min-w-0 items-center gap-1 rounded-sm font-medium text-accent hover:underline"
    >
      <span className="whitespace-nowrap">{lead.words}</span>{' '}
      <span className="truncate font-mono text-xs font-normal">{lead.sid}</span>
      <ArrowUpRight aria-hidden size={14} className="shrink-0" />
    </Link>
  )

  function leadTo() {
    const { engagementSid } = target
    const home = target.flowSid ?? flowSid
    if (engagementSid === null) {
      return { words: 'Open the flow', sid: home, to: paths.engagements(home) }
    }
    if (home !== flowSid) {
      return {
        words: 'Open in its own flow:',
        sid: engagementSid,
        to: paths.engagement(home, engagementSid),
      }
    }
    return {
      words: matches === 0 ? 'Not among those read. Ask Twilio for' : 'Open',
      sid: engagementSid,
      to: paths.engagement(flowSid, engagementSid, view),
    }
  }
}
