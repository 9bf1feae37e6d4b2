import { SearchX } from 'lucide-react'
import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import type { FlowSid } from '#contract/sid.ts'
import { Blank } from '#ui/blank.tsx'
import { buttonLook } from '#ui/button.tsx'

import { Shell } from '#pages/shell/shell.tsx'

export function UnknownFlow({ flowSid }: { flowSid: FlowSid }) {
  return (
    <Shell title="No such flow">
      <Blank
        role="alert"
        as="h1"
        icon={<SearchX aria-hidden size={28} strokeWidth={1.5} />}
        title="No such flow"
        actions={
          <Link className={buttonLook()} to={paths.flows()}>
            All flows
          </Link>
        }
      >
        <p>
          Twilio does not know <code className="font-mono text-xs break-all text-ink">{flowSid}</code> in the
          account Flowdesk reads. It may have been deleted, or belong to another account.
        </p>
      </Blank>
    </Shell>
  )
}
