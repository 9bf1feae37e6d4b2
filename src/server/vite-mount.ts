import type { Plugin } from 'vite'

import { StartFailure } from '#server/http/listen.ts'
import { isLoopback } from '#server/http/loopback.ts'
import { nodeListener } from '#server/http/node-listener.ts'
import { isApiPath, isAuthPath, isProbePath } from '#server/http/paths.ts'
import { orFail, run } from '#server/http/run.ts'
import { createLog } from '#server/logs/log.ts'
import { readEnvironment } from '#server/settings/environment.ts'
import { readSettings, type Settings } from '#server/settings/settings.ts'

import { createDashboard } from './dashboard.ts'
import { describeSource, openUpstream } from './upstream.ts'

/**
 * The dev proxy: Vite's dev server answers `/api` and what else is not a file with the very front that `npm start`
 * serves, and the files itself, without their policy: it injects styles and scripts. Builds do without it.
 */
export function flowdeskApi(): Plugin {
  let settings: Settings
  return {
    name: 'flowdesk-api',
    apply: 'serve',
    async config() {
      await run(async () => {
        settings = orFail(readSettings(readEnvironment()))
        if (isLoopback(settings.reach.host)) return
        throw new StartFailure(
          'The dev server is for this machine only, as it gives out the sources: leave HOST out, or use npm start.',
        )
      })
      const { host, port } = settings.reach
      return { server: { host, port } }
    },
    async configureServer(server) {
      const { source, logLevel } = settings
      const log = createLog(logLevel)
      const upstream = await openUpstream(source)
      const { front, secure } = createDashboard(settings, { upstream, files: noFiles, log })
      const listener = nodeListener(front, { log, secure })
      server.middlewares.use((request, response, next) => {
        const pathname = (request.url ?? '').replace(/\?.*/s, '')
        if (isApiPath(pathname) || isAuthPath(pathname) || isProbePath(pathname)) listener(request, response)
        else next()
      })
      server.config.logger.info(`Flowdesk's API: ${describeSource(source)}`)
    },
  }
}

/** Vite has answered for those before anything comes here. */
async function noFiles(): Promise<Response> {
  return new Response('Not found\n', { status: 404 })
}
