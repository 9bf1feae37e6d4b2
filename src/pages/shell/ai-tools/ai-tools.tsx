import { useQuery } from '@tanstack/react-query'

import { sessionQuery } from '#session/session-query.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'

/** How an AI tool on this machine reads Flowdesk. Nothing where people sign in: programs have no way in there. */
export function AiTools() {
  const access = useQuery(sessionQuery()).data?.access
  if (access !== 'local') return null
  const config = JSON.stringify(
    { mcpServers: { flowdesk: { url: `${window.location.origin}/mcp` } } },
    null,
    2,
  )
  return (
    <section aria-labelledby="ai-tools" className="flex flex-col gap-2 border-t border-line pt-3">
      <div className="flex items-center justify-between gap-2">
        <h2 id="ai-tools" className="text-sm font-medium">
          AI tools
        </h2>
        <CopyButton label="Copy mcp.json" text={() => config} unmasked />
      </div>
      <pre className="rounded-md border border-line p-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
        {config}
      </pre>
      <p className="text-xs text-muted">
        For tools on this machine that speak the Model Context Protocol. They read what you read, masked
        unless the server’s setting MCP_MASK is off, and each call is in the audit log.
      </p>
    </section>
  )
}
