import { SearchX } from 'lucide'

import { paths } from '#urls/urls.ts'
import type { FlowSid } from '#contract/sid.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { buttonClass } from '#ui/controls/button.tsx'
import { Link } from '#ui/router/link.tsx'

import { Shell } from '#pages/shell/shell.tsx'

export function UnknownFlow({ flowSid }: { flowSid: FlowSid }) {
  return (
    <Shell title="Flow not found">
      <EmptyState
        role="alert"
        as="h1"
        icon={<Icon icon={SearchX} size={28} strokeWidth={1.5} />}
        title="Flow not found"
        actions={
          <Link className={buttonClass()} to={paths.flows()}>
            All flows
          </Link>
        }
      >
        <p>
          Twilio has no flow <code className="font-mono text-xs break-all text-ink">{flowSid}</code> in
          Flowdesk’s account. It may have been deleted, or belong to another account.
        </p>
      </EmptyState>
    </Shell>
  )
}
