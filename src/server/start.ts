/** The command of `npm start`: serves the dashboard that `dist` in the current folder holds, and the API beside it. */
import { createServer } from 'node:http'
import { resolve } from 'node:path'

import { createApi } from './api.ts'
import { createApp } from './app.ts'
import { readEnvironment } from './environment.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'
import { hostInUrl } from './loopback.ts'
import { nodeListener } from './node-listener.ts'
import { orFail, run } from './run.ts'
import { readSettings } from './settings.ts'
import { loadStaticFiles } from './static-files.ts'
import { stopOnSignal } from './stop.ts'
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
