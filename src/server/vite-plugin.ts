import type { Plugin } from 'vite'

import { StartFailure } from './http/listen.ts'
import { isLoopback, isApiPath, isAuthPath, isMcpPath, isProbePath } from './http/handler.ts'
import { nodeListener } from './http/node-listener.ts'
import { unwrap, runCli } from './http/run-cli.ts'
import { createLog } from './logs/log.ts'
import { loadEnvironment } from './settings/environment.ts'
import { parseSettings, type Settings } from './settings/settings.ts'

import { createApp } from './create-app.ts'
import { describeDataSource, loadUpstream } from './upstream.ts'

/**
 * The dev proxy: Vite's dev server passes `/api`, `/auth` and the probes to the same request handler as `npm start`. It
 * serves the files itself, without the content security policy, because it injects styles and scripts. Not part of builds.
 */
export function flowdeskApi(): Plugin {
  let settings: Settings
  return {
    name: 'flowdesk-api',
    apply: 'serve',
    async config() {
      await runCli(async () => {
        settings = unwrap(parseSettings(loadEnvironment()))
        if (isLoopback(settings.network.host)) return
        throw new StartFailure(
          'The dev server is for this machine only, because it serves the source code: leave HOST out, or use npm start.',
        )
      })
      const { host, port } = settings.network
      return { server: { host, port } }
    },
    async configureServer(server) {
      const { source, logLevel } = settings
      const log = createLog(logLevel)
      const upstream = await loadUpstream(source)
      const { handle, applyHeaders } = createApp(settings, { upstream, files: notFound, log })
      const listener = nodeListener(handle, { log, applyHeaders })
      server.middlewares.use((request, response, next) => {
        const pathname = (request.url ?? '').replace(/\?.*/s, '')
        if (isApiPath(pathname) || isAuthPath(pathname) || isMcpPath(pathname) || isProbePath(pathname))
          listener(request, response)
        else next()
      })
      server.config.logger.info(`Flowdesk's API: ${describeDataSource(source)}`)
    },
  }
}

/** Never reached: Vite serves all files itself. */
async function notFound(): Promise<Response> {
  return new Response('Not found\n', { status: 404 })
}
