import { useEffect, useRef } from 'react'

import type { CreatedAccessToken } from '#contract/flowdesk-api.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { McpConfig } from './mcp-config.tsx'

/** A new token, which cannot be shown again. It gets the focus, so that it is in view and is read out. */
export function CreatedToken({ created: { text, token } }: { created: CreatedAccessToken }) {
  const displayText = useDisplayText()
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.focus(), [])
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby="created-token"
      className="focus-ring flex flex-col gap-2 rounded-md border border-line-strong bg-hover p-3"
    >
      <h3 id="created-token" className="font-medium wrap-anywhere">
        “{displayText(token.name)}” was made. Copy it now: it is not shown again.
      </h3>
      <div className="flex items-center gap-2">
        <input
          aria-label="Token"
          value={text}
          readOnly
          onFocus={({ currentTarget }) => currentTarget.select()}
          className="focus-ring h-6 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 font-mono text-xs"
        />
        <CopyButton label="Copy token" text={() => text} variant="plain" unmasked />
      </div>
      <McpConfig token={text} />
    </section>
  )
}
