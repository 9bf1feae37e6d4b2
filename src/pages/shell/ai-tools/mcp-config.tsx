import { CopyButton } from '#ui/controls/copy-button.tsx'

type McpConfigProps = {
  /** An access token; null on this machine, where none is needed. */
  token: string | null
}

/** The configuration that AI tools read, filled in, with a button that copies it. */
export function McpConfig({ token }: McpConfigProps) {
  const server = {
    type: 'http',
    url: `${window.location.origin}/mcp`,
    ...(token !== null && { headers: { Authorization: `Bearer ${token}` } }),
  }
  const config = JSON.stringify({ mcpServers: { flowdesk: server } }, null, 2)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex justify-end">
        <CopyButton label="Copy mcp.json" text={() => config} unmasked />
      </div>
      <pre className="rounded-md border border-line bg-surface p-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
        {config}
      </pre>
    </div>
  )
}
