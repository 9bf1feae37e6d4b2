import type { Plugin } from 'vite'

import { createApi, isApiPath } from './api.ts'
import { readEnvironment } from './environment.ts'
import { createLog } from './log.ts'
import { nodeListener } from './node-listener.ts'
import { orFail, run } from './run.ts'
import { readSettings, type Settings } from './settings.ts'
import { createUpstream, describeSource } from './upstream.ts'

/** The dev proxy: Vite's dev server answers `/api` with the very handler that `npm start` serves. Builds do without it. */
export function flowdeskApi(): Plugin {
  let settings: Settings
  return {
    name: 'flowdesk-api',
    apply: 'serve',
    async config() {
      await run(async () => {
        settings = orFail(readSettings(readEnvironment()))
      })
      return { server: { host: settings.host, port: settings.port } }
    },
    async configureServer(server) {
      const { source, logLevel } = settings
      const api = createApi({ upstream: await createUpstream(source), demo: source.kind === 'demo' })
      const listener = nodeListener(api, createLog(logLevel))
      server.middlewares.use((request, response, next) => {
        if (isApiPath((request.url ?? '').replace(/\?.*/s, ''))) listener(request, response)
        else next()
      })
      server.config.logger.info(`Flowdesk's API: ${describeSource(source)}`)
    },
  }
}
