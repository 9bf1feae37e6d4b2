import { SearchX } from 'lucide-react'

import type { EngagementSid } from '#contract/sid.ts'
import { Blank } from '#ui/blank.tsx'

/** Most likely an old link. */
export function UnknownEngagement({ engagementSid }: { engagementSid: EngagementSid }) {
  return (
    <Blank
      role="alert"
      icon={<SearchX aria-hidden size={28} strokeWidth={1.5} />}
      title="Twilio no longer has this engagement"
    >
      <p>
        Engagements are deleted 30 days after they start, so an older link leads nowhere. If it should be
        newer, check that the link names the right flow:{' '}
        <code className="font-mono text-xs break-all text-ink">{engagementSid}</code> is not one of this
        flow’s.
      </p>
    </Blank>
  )
}
