import { useQuery } from '@tanstack/react-query'

import { sessionQuery } from '#session/session-query.ts'
import { Button } from '#ui/controls/button.tsx'

import { McpConfig } from './mcp-config.tsx'

/** How an AI tool reads Flowdesk: as it is on this machine, with an access token where people sign in. */
export function AiTools({ onOpenTokens }: { onOpenTokens: () => void }) {
  const access = useQuery(sessionQuery()).data?.access
  if (access === undefined) return null
  return (
    <section aria-labelledby="ai-tools" className="flex flex-col gap-2 border-t border-line pt-3">
      <h2 id="ai-tools" className="text-sm font-medium">
        AI tools
      </h2>
      {access === 'local' ? (
        <McpConfig token={null} />
      ) : (
        <Button aria-haspopup="dialog" className="self-start" onClick={onOpenTokens}>
          Access tokens
        </Button>
      )}
      <p className="text-xs text-muted">
        {access === 'local' ? 'For tools on this machine that speak' : 'For tools that speak'} the Model
        Context Protocol. They read what you read, masked unless the server’s setting MCP_MASK is off, and
        each call is in the audit log.
      </p>
    </section>
  )
}
