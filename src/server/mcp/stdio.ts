import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'

import { createMcpServer } from '#mcp/mcp-server.ts'
import { createProxy } from '#proxy/proxy.ts'
import { createClient } from '#twilio/client.ts'
import { loadInlineParser } from '#twilio/inline-parser.ts'

import { createApi } from '#server/api.ts'
import { hostInUrl } from '#server/http/handler.ts'
import { runCli, unwrap } from '#server/http/run-cli.ts'
import { createAudit } from '#server/logs/audit.ts'
import { createLogOutput } from '#server/logs/log-output.ts'
import { createLog } from '#server/logs/log.ts'
import { loadEnvironment } from '#server/settings/environment.ts'
import { parseSettings } from '#server/settings/settings.ts'
import { loadUpstream } from '#server/upstream.ts'

/** stdout carries the protocol and nothing else. */
const stderr = 2

/** Serves one AI tool over stdin and stdout, with the credentials in the settings and no sign-in. Ends with stdin. */
export async function serveStdio(): Promise<void> {
  await runCli(async () => {
    const settings = unwrap(parseSettings(loadEnvironment(), process.argv.slice(2)))
    const { source, network, maxConcurrent, responseLimits } = settings
    const log = createLog(settings.logLevel, createLogOutput(stderr))
    const api = createApi({
      proxy: createProxy({ ...(await loadUpstream(source)), maxConcurrent, limits: responseLimits }),
      audit: createAudit(log),
      authKind: 'local',
      maxBytes: responseLimits.maxBytes,
      canRead: () => settings.readWithoutAudit || log.canAudit(),
    })
    const origin = network.publicUrl?.origin ?? `http://${hostInUrl(network.host)}:${network.port}`
    const address = '127.0.0.1'
    const client = createClient({
      baseUrl: `${origin}/api`,
      fetch: (url, init) =>
        api({ request: new Request(url, init), peer: address, address }, { user: 'local' }),
      loadParser: loadInlineParser,
    })
    const server = createMcpServer({
      client,
      dashboardOrigin: origin,
      maskPersonalData: settings.mcpMask,
      now: Date.now,
    })
    process.stdin.once('end', () => void server.close().then(log.close))
    await server.connect(new StdioServerTransport())
  })
}
