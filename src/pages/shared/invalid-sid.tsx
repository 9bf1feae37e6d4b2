import { Link2Off } from 'lucide'

import { paths } from '#urls/urls.ts'
import { resourceNames, describeSidFormat, type SidPrefix } from '#contract/sid.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { buttonClass } from '#ui/controls/button.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { Link } from '#ui/router/link.tsx'

/** Shown when the SID in the URL is invalid. No request is made. */
export function InvalidSid({ prefix, text }: { prefix: SidPrefix; text: string }) {
  const displayText = useDisplayText()
  const name = resourceNames[prefix]
  return (
    <EmptyState
      role="alert"
      as={prefix === 'FN' ? 'h2' : 'h1'}
      icon={<Icon icon={Link2Off} size={28} strokeWidth={1.5} />}
      title={`This link has no valid ${name} SID`}
      actions={
        <Link className={buttonClass()} to={paths.flows()}>
          All flows
        </Link>
      }
    >
      <p>
        A {name} SID is {describeSidFormat(prefix)}, 34 characters in all. The link has{' '}
        <code className="font-mono text-xs break-all text-ink">{displayText(text) || 'nothing'}</code> (
        {text.length} characters). Check that the whole link was copied.
      </p>
    </EmptyState>
  )
}
