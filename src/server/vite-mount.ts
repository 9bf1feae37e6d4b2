import type { Plugin } from 'vite'

import { nodeListener } from '#server/http/node-listener.ts'
import { orFail, run } from '#server/http/run.ts'
import { createLog } from '#server/logs/log.ts'
import { readEnvironment } from '#server/settings/environment.ts'
import { readSettings, type Settings } from '#server/settings/settings.ts'

import { createApi, isApiPath } from './api.ts'
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
