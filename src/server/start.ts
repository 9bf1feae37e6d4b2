/** The command of `npm start`: serves the app from `dist` in the current folder, and the API. */
import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'

import { loadStaticFiles } from '#server/files/static-files.ts'
import { limitConnections } from '#server/http/connection-limit.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { hostInUrl } from './http/handler.ts'
import { unwrap, runCli } from './http/run-cli.ts'
import { shutdownOnSignal } from './http/graceful-shutdown.ts'
import { loadSharedState } from './load-shared-state.ts'
import { createLog } from '#server/logs/log.ts'
import { loadEnvironment } from '#server/settings/environment.ts'
import { parseSettings } from '#server/settings/settings.ts'

import { createApp } from './create-app.ts'
import { describeDataSource, loadUpstream } from './upstream.ts'

// The bytes of responses count as heap, so V8 would collect all of it after each 12 MB: a quarter of the server's work.
setFlagsFromString('--heap-growing-percent=300')

await runCli(async () => {
  const settings = unwrap(parseSettings(loadEnvironment(), process.argv.slice(2)))
  const { source, network } = settings
  const log = createLog(settings.logLevel)
  const files = await loadStaticFiles(resolve('dist'))
  const upstream = await loadUpstream(source)
  const sharedState = await loadSharedState(settings, upstream, log)
  const { handle, applyHeaders, drain } = createApp(settings, { upstream, files, sharedState, log })

  const server = createHttpServer(handle, { log, applyHeaders })
  limitConnections(server, network.maxConnections)
  const port = await listen(server, { host: network.host, port: network.port, portSetting: 'PORT' })
  shutdownOnSignal(server, {
    drain,
    // Load balancers probe every few seconds; without PUBLIC_URL there is none.
    drainMs: network.publicUrl === null ? 0 : 5_000,
    onStopped: () => {
      sharedState?.close()
      log.info('Flowdesk stopped.')
      return log.close()
    },
  })
  log.info(`Flowdesk on http://${hostInUrl(network.host)}:${port} (${describeDataSource(source)})`)
  if (network.notice !== null) log.info(network.notice)
})
