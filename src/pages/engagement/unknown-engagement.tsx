import { SearchX } from 'lucide'

import type { EngagementSid } from '#contract/sid.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'

/** Shown when Twilio responds with 404: most likely the link is old. */
export function UnknownEngagement({ engagementSid }: { engagementSid: EngagementSid }) {
  return (
    <EmptyState role="alert" icon={<Icon icon={SearchX} size={28} strokeWidth={1.5} />} title="Run not found">
      <p>
        It may be older than 30 days: Twilio deletes runs 30 days after they start. If it is newer, check that
        the link has the right flow:{' '}
        <code className="font-mono text-xs break-all text-ink">{engagementSid}</code> isn’t in this one.
      </p>
    </EmptyState>
  )
}
