/** The command of `npm run emulator`: a small Twilio Studio on a port of this machine, for any Twilio client. */
import { createServer } from 'node:http'

import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { listen } from '#server/http/listen.ts'
import { nodeListener } from '#server/http/node-listener.ts'
import { unwrap, runCli } from './http/run-cli.ts'
import { shutdownOnSignal } from './http/graceful-shutdown.ts'
import { createLog } from '#server/logs/log.ts'
import { parseEmulatorSettings } from '#server/settings/emulator-settings.ts'
import { loadEnvironment } from '#server/settings/environment.ts'

await runCli(async () => {
  const { port, logLevel, emulator } = unwrap(parseEmulatorSettings(loadEnvironment(), process.argv.slice(2)))
  const log = createLog(logLevel)
  const host = '127.0.0.1'

  const server = createServer()
  const origin = `http://${host}:${await listen(server, { host, port, portSetting: 'EMULATOR_PORT' })}`
  // The emulator needs the origin for its `meta` URLs. No request can arrive before this line has run.
  server.on('request', nodeListener(createEmulator({ ...emulator, origin }), { log }))
  shutdownOnSignal(server, {
    onStopped: () => {
      log.info('Emulator stopped.')
      return log.close()
    },
  })
  log.info(`Twilio Studio emulator on ${origin} (user ${emulatorUser}, password ${emulatorPassword})`)
})
