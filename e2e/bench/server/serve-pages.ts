import type { RunningServer } from '../../run/server.ts'
import type { PageFixture } from '../pages/page-fixture.ts'
import { startPageUpstream, type UpstreamOptions } from './page-upstream.ts'
import { startProcess } from './processes.ts'
import type { ServerOptions } from './server.ts'

type ServeOptions = UpstreamOptions & Omit<ServerOptions, 'upstream'>

/**
 * Serves a fixture's pages through Flowdesk's server and proxy. The server has a process of its own, as always: in one
 * process with the fixture, its 400 MB would make every garbage collection slow.
 */
export async function servePages(
  fixture: PageFixture,
  { latencyMs, coding, ...options }: ServeOptions = {},
): Promise<RunningServer> {
  const upstream = await startPageUpstream(fixture, { latencyMs, coding })
  const serverOptions: ServerOptions = { ...options, upstream: upstream.origin }
  const server = await startProcess('e2e/bench/server/server.ts', JSON.stringify(serverOptions))
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await upstream.stop()
    },
  }
}
