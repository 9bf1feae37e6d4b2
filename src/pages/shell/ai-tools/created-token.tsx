import type { CreatedAccessToken } from '#contract/flowdesk-api.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { McpConfig } from './mcp-config.tsx'

/** A new token, which nobody can show again. */
export function CreatedToken({ created: { text, token } }: { created: CreatedAccessToken }) {
  const displayText = useDisplayText()
  return (
    <section
      aria-labelledby="created-token"
      className="flex flex-col gap-2 rounded-md border border-line-strong bg-warn-soft p-3"
    >
      <div role="status">
        <h3 id="created-token" className="font-medium">
          “{displayText(token.name)}” was made. Copy it now: it is not shown again.
        </h3>
      </div>
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">{text}</code>
        <CopyButton label="Copy token" text={() => text} variant="plain" unmasked />
      </div>
      <McpConfig token={text} />
    </section>
  )
}
