/** A process of the benchmarks: Flowdesk's server, with what only they need. Prints its origin. */
import { resolve } from 'node:path'

import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { createUpstreamFetch } from '#server/compression/upstream-fetch.ts'
import { createApp } from '#server/create-app.ts'
import { loadStaticFiles } from '#server/files/static-files.ts'
import type { Handler, RequestHandler } from '#server/http/handler.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { unwrap } from '#server/http/run-cli.ts'
import { createLog } from '#server/logs/log.ts'
import { parseSettings } from '#server/settings/settings.ts'

import { root } from '../../run/paths.ts'
import { baselinePath } from '../baseline-build.ts'

export interface ServerOptions {
  /** The origin of the upstream. */
  upstream: string
  /** Whether browsers get gzip files when they ask for them, as from every server of Flowdesk. */
  sendsGzipFiles?: boolean
  /** Where browsers open it, unless at its own port. */
  publicUrl?: string
  /** The folder of the built baseline, served at `baselinePath`. */
  baselineFolder?: string
}

// The options come from `servePages`.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const options = JSON.parse(process.argv[2] ?? '{}') as ServerOptions
const { sendsGzipFiles = true, publicUrl, baselineFolder } = options
const base = new URL(options.upstream)
const app = await loadStaticFiles(resolve(root, 'dist'))
// Errors only: audit lines would clutter the report.
const log = { ...createLog('silent'), error: console.error }
const { handle, applyHeaders } = createApp(unwrap(parseSettings({ PUBLIC_URL: publicUrl }, ['--demo'])), {
  upstream: {
    fetch: createUpstreamFetch(base),
    base,
    credentials: { user: emulatorUser, password: emulatorPassword },
  },
  files: baselineFolder === undefined ? app : mountBaseline(await loadStaticFiles(baselineFolder), app),
  log,
})
const server = createHttpServer(sendsGzipFiles ? handle : ignoreAccept(handle), { log, applyHeaders })
const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
process.stdout.write(`http://127.0.0.1:${port}\n`)

function ignoreAccept(handler: RequestHandler): RequestHandler {
  return (request, connection) => {
    request.headers.delete('accept')
    return handler(request, connection)
  }
}

/** Serves the baseline under its own path, and the app under every other. */
function mountBaseline(baseline: Handler, other: Handler): Handler {
  return (request) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(baselinePath)) return other(request)
    url.pathname = url.pathname.slice(baselinePath.length - 1)
    return baseline(new Request(url, request))
  }
}
