import { TriangleAlert } from 'lucide-react'
import { Link } from 'react-router'

import { formatMinute } from '#display/time.ts'
import type { EngagementRow } from '#engine/protocol.ts'

/** Why a customer was never answered, more often than anything else. */
export function Blocked({ by, to }: { by: EngagementRow; to: string }) {
  return (
    <p className="flex shrink-0 items-start gap-2 border-y border-line bg-warn-soft px-5 py-2 text-xs">
      <TriangleAlert aria-hidden size={14} className="mt-px shrink-0 text-warn" />
      <span>
        An active run from {by.started === null ? 'earlier' : formatMinute(by.started)} is keeping this
        contact from starting a new one: messages go to that run.{' '}
        <Link to={to} className="focus-ring rounded-sm font-medium text-accent underline underline-offset-2">
          Open it
        </Link>
      </span>
    </p>
  )
}
