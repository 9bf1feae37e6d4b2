import { resolve } from 'node:path'

import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { createApp } from '#server/create-app.ts'
import { loadStaticFiles } from '#server/files/static-files.ts'
import type { Handler } from '#server/http/handler.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { unwrap } from '#server/http/run-cli.ts'
import { createLog } from '#server/logs/log.ts'
import { parseSettings } from '#server/settings/settings.ts'

import { root } from '../run/paths.ts'
import type { RunningServer } from '../run/server.ts'
import { upstream, type PageFixture } from './pages/page-fixture.ts'
import { baselinePath } from './baseline-build.ts'

interface ServeOptions {
  /** Delay of each upstream response. */
  latencyMs?: number
  /** The folder of the built baseline, served at `baselinePath`. */
  baselineFolder?: string
}

/** Serves the pages through Flowdesk's server and proxy, in this process. */
export async function servePages(
  fixture: PageFixture,
  { latencyMs = 0, baselineFolder }: ServeOptions = {},
): Promise<RunningServer> {
  const app = await loadStaticFiles(resolve(root, 'dist'))
  // Errors only: audit lines would clutter the report.
  const log = { ...createLog('silent'), error: console.error }
  const { handle, applyHeaders } = createApp(unwrap(parseSettings({}, ['--demo'])), {
    upstream: {
      fetch: async (request) => {
        if (latencyMs > 0) await new Promise((finish) => setTimeout(finish, latencyMs))
        return fixture.fetch(request)
      },
      base: new URL(upstream),
      credentials: { user: emulatorUser, password: emulatorPassword },
    },
    files: baselineFolder === undefined ? app : mountBaseline(await loadStaticFiles(baselineFolder), app),
    log,
  })
  const server = createHttpServer(handle, { log, applyHeaders })
  const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: process.pid,
    stop: () =>
      new Promise((finish) => {
        server.close(() => finish())
        server.closeAllConnections()
      }),
  }
}

/** Serves the baseline under its own path, and the app under every other. */
function mountBaseline(baseline: Handler, app: Handler): Handler {
  return (request) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(baselinePath)) return app(request)
    url.pathname = url.pathname.slice(baselinePath.length - 1)
    return baseline(new Request(url, request))
  }
}
