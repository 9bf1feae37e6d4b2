import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { createApp } from '#server/create-app.ts'
import { loadStaticFiles } from '#server/files/static-files.ts'
import type { Handler, RequestHandler } from '#server/http/handler.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { unwrap } from '#server/http/run-cli.ts'
import { createLog } from '#server/logs/log.ts'
import { parseSettings } from '#server/settings/settings.ts'

import { root } from '../run/paths.ts'
import type { RunningServer } from '../run/server.ts'
import { authorization, upstream, type PageFixture } from './pages/page-fixture.ts'
import { baselinePath } from './baseline-build.ts'

const compress = promisify(gzip)

interface ServeOptions {
  /** Delay of each upstream response. */
  latencyMs?: number
  /** Whether the upstream compresses the pages, as Twilio does. */
  coding?: 'gzip' | 'plain'
  /** Whether browsers get gzip files when they ask for them, as from every server of Flowdesk. */
  sendsGzipFiles?: boolean
  /** Where browsers open it, unless at its own port. */
  publicUrl?: string
  /** The folder of the built baseline, served at `baselinePath`. */
  baselineFolder?: string
}

/** Serves the pages through Flowdesk's server and proxy, in this process. */
export async function servePages(
  fixture: PageFixture,
  { latencyMs = 0, coding = 'plain', sendsGzipFiles = true, publicUrl, baselineFolder }: ServeOptions = {},
): Promise<RunningServer> {
  const app = await loadStaticFiles(resolve(root, 'dist'))
  const fetchPage = coding === 'gzip' ? await compressPages(fixture) : fixture.fetch
  // Errors only: audit lines would clutter the report.
  const log = { ...createLog('silent'), error: console.error }
  const { handle, applyHeaders } = createApp(unwrap(parseSettings({ PUBLIC_URL: publicUrl }, ['--demo'])), {
    upstream: {
      fetch: async (request) => {
        if (latencyMs > 0) await new Promise((finish) => setTimeout(finish, latencyMs))
        return fetchPage(request)
      },
      base: new URL(upstream),
      credentials: { user: emulatorUser, password: emulatorPassword },
    },
    files: baselineFolder === undefined ? app : mountBaseline(await loadStaticFiles(baselineFolder), app),
    log,
  })
  const server = createHttpServer(sendsGzipFiles ? handle : ignoreAccept(handle), { log, applyHeaders })
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

function ignoreAccept(handle: RequestHandler): RequestHandler {
  return (request, connection) => {
    request.headers.delete('accept')
    return handle(request, connection)
  }
}

/** The upstream, with each page compressed before anything is measured. */
async function compressPages(fixture: PageFixture): Promise<PageFixture['fetch']> {
  const compressed = new Map<string, Buffer<ArrayBuffer>>()
  for (const path of fixture.paths) {
    const response = await fixture.fetch(new Request(upstream + path, { headers: { authorization } }))
    compressed.set(path, await compress(Buffer.from(await response.arrayBuffer())))
  }
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const page = compressed.get(pathname + search)
    if (page === undefined) return fixture.fetch(request)
    return new Response(page, {
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' },
    })
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
