/** The command of `npm start`: serves the dashboard that `dist` in the current folder holds, and the API beside it. */
import { resolve } from 'node:path'

import { loadStaticFiles } from '#server/files/static-files.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { hostInUrl } from '#server/http/loopback.ts'
import { orFail, run } from '#server/http/run.ts'
import { stopOnSignal } from '#server/http/stop.ts'
import { createLog } from '#server/logs/log.ts'
import { readEnvironment } from '#server/settings/environment.ts'
import { readSettings } from '#server/settings/settings.ts'

import { createDashboard } from './dashboard.ts'
import { describeSource, openUpstream } from './upstream.ts'

await run(async () => {
  const settings = orFail(readSettings(readEnvironment(), process.argv.slice(2)))
  const { source, reach } = settings
  const log = createLog(settings.logLevel)
  const files = await loadStaticFiles(resolve('dist'))
  const { front, secure, drain } = createDashboard(settings, {
    upstream: await openUpstream(source),
    files,
    log,
  })

  const server = createHttpServer(front, { log, secure })
  const port = await listen(server, { host: reach.host, port: reach.port, portSetting: 'PORT' })
  stopOnSignal(server, {
    drain,
    // Balancers ask every few seconds; without a public address there is none.
    drainMs: reach.publicUrl === null ? 0 : 5_000,
    stopped: () => log.say('Flowdesk stopped.'),
  })
  log.say(`Flowdesk on http://${hostInUrl(reach.host)}:${port} (${describeSource(source)})`)
})
