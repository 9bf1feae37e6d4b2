import { createServer } from 'node:http'
import { resolve } from 'node:path'

import { emulatorPassword, emulatorUser } from '#emulator/credentials.ts'
import { createProxy } from '#proxy/proxy.ts'
import { createApi } from '#server/api.ts'
import { createApp } from '#server/app.ts'
import { listen } from '#server/listen.ts'
import { createLog } from '#server/log.ts'
import { nodeListener } from '#server/node-listener.ts'
import { loadStaticFiles } from '#server/static-files.ts'

import { root } from '../run/paths.ts'
import type { Running } from '../run/server.ts'
import type { Pages } from './pages.ts'

/** The product's own server and proxy in front of the pages, each answer of which comes `latency` milliseconds later. */
export async function servePages(pages: Pages, latency: number): Promise<Running> {
  const api = createApi({
    demo: true,
    upstream: createProxy({
      fetch: async (request) => {
        if (latency > 0) await new Promise((settle) => setTimeout(settle, latency))
        return pages.fetch(request)
      },
      base: new URL('https://studio.twilio.com'),
      credentials: { user: emulatorUser, password: emulatorPassword },
    }),
  })
  const files = await loadStaticFiles(resolve(root, 'dist'))
  const server = createServer(nodeListener(createApp({ api, files }), createLog('error')))
  const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((settle) => {
        server.close(() => settle())
        server.closeAllConnections()
      }),
  }
}
