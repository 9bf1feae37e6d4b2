/** The command of `npm start`: serves the dashboard that `dist` in the current folder holds, and the API beside it. */
import { createServer } from 'node:http'
import { resolve } from 'node:path'

import { loadStaticFiles } from '#server/files/static-files.ts'
import { listen } from '#server/http/listen.ts'
import { hostInUrl } from '#server/http/loopback.ts'
import { nodeListener } from '#server/http/node-listener.ts'
import { orFail, run } from '#server/http/run.ts'
import { stopOnSignal } from '#server/http/stop.ts'
import { createLog } from '#server/logs/log.ts'
import { readEnvironment } from '#server/settings/environment.ts'
import { readSettings } from '#server/settings/settings.ts'

import { createApi } from './api.ts'
import { createApp } from './app.ts'
import { createUpstream, describeSource } from './upstream.ts'

await run(async () => {
  const { source, host, port, logLevel } = orFail(readSettings(readEnvironment(), process.argv.slice(2)))
  const log = createLog(logLevel)
  const files = await loadStaticFiles(resolve('dist'))
  const api = createApi({ upstream: await createUpstream(source), demo: source.kind === 'demo' })

  const server = createServer(nodeListener(createApp({ api, files }), log))
  const actualPort = await listen(server, { host, port, portSetting: 'PORT' })
  stopOnSignal(server, () => log.info('Flowdesk stopped.'))
  log.info(`Flowdesk on http://${hostInUrl(host)}:${actualPort} (${describeSource(source)})`)
})
