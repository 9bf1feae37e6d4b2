import { Link2Off } from 'lucide-react'
import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import { sidNames, sidPattern, type SidPrefix } from '#contract/sid.ts'
import { Blank } from '#ui/blank.tsx'
import { buttonLook } from '#ui/button.tsx'
import { useShown } from '#ui/veil.ts'

/** An address whose SID is none: nothing has been asked, and this is why. */
export function BadSid({ prefix, text }: { prefix: SidPrefix; text: string }) {
  const shown = useShown()
  const name = sidNames[prefix]
  return (
    <Blank
      role="alert"
      as={prefix === 'FN' ? 'h2' : 'h1'}
      icon={<Link2Off aria-hidden size={28} strokeWidth={1.5} />}
      title={`This link holds no ${name} SID`}
      actions={
        <Link className={buttonLook()} to={paths.flows()}>
          All flows
        </Link>
      }
    >
      <p>
        A {name} SID is {sidPattern(prefix)}, 34 characters in all. The link has{' '}
        <code className="font-mono text-xs break-all text-ink">{shown(text) || 'nothing'}</code> (
        {text.length} characters). Check that it was copied whole.
      </p>
    </Blank>
  )
}
