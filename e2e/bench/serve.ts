import { resolve } from 'node:path'

import { emulatorPassword, emulatorUser } from '#emulator/credentials.ts'
import { createDashboard } from '#server/dashboard.ts'
import { loadStaticFiles } from '#server/files/static-files.ts'
import type { Handler } from '#server/http/handler.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { orFail } from '#server/http/run.ts'
import { createLog } from '#server/logs/log.ts'
import { readSettings } from '#server/settings/settings.ts'

import { root } from '../run/paths.ts'
import type { Running } from '../run/server.ts'
import { upstream, type Pages } from './pages.ts'
import { plainPath } from './plain-build.ts'

interface ServeOptions {
  /** Each answer of Twilio's comes so many milliseconds later. */
  latency?: number
  /** The folder of the plain design, to be served at `/plain/`. */
  plain?: string
}

/** The product's own server and proxy in front of the pages. */
export async function servePages(pages: Pages, { latency = 0, plain }: ServeOptions = {}): Promise<Running> {
  const app = await loadStaticFiles(resolve(root, 'dist'))
  // Faults are seen; the audit's lines would stand between the figures.
  const log = { ...createLog('silent'), fault: console.error }
  const { front, secure } = createDashboard(orFail(readSettings({}, ['--demo'])), {
    upstream: {
      fetch: async (request) => {
        if (latency > 0) await new Promise((settle) => setTimeout(settle, latency))
        return pages.fetch(request)
      },
      base: new URL(upstream),
      credentials: { user: emulatorUser, password: emulatorPassword },
    },
    files: plain === undefined ? app : beside(await loadStaticFiles(plain), app),
    log,
  })
  const server = createHttpServer(front, { log, secure })
  const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: process.pid,
    stop: () =>
      new Promise((settle) => {
        server.close(() => settle())
        server.closeAllConnections()
      }),
  }
}

/** The plain design under its own path, the app under every other. */
function beside(plain: Handler, app: Handler): Handler {
  return (request) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(plainPath)) return app(request)
    url.pathname = url.pathname.slice(plainPath.length - 1)
    return plain(new Request(url, request))
  }
}
