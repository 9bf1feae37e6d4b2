/** The command of `npm run emulator`: a small Twilio Studio on a port of this machine, for any Twilio client. */
import { createServer } from 'node:http'

import { emulatorPassword, emulatorUser } from '#emulator/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { listen } from '#server/http/listen.ts'
import { nodeListener } from '#server/http/node-listener.ts'
import { orFail, run } from '#server/http/run.ts'
import { stopOnSignal } from '#server/http/stop.ts'
import { createLog } from '#server/logs/log.ts'
import { readEmulatorSettings } from '#server/settings/emulator-settings.ts'
import { readEnvironment } from '#server/settings/environment.ts'

await run(async () => {
  const { port, logLevel, emulator } = orFail(readEmulatorSettings(readEnvironment(), process.argv.slice(2)))
  const log = createLog(logLevel)
  const host = '127.0.0.1'

  const server = createServer()
  const origin = `http://${host}:${await listen(server, { host, port, portSetting: 'EMULATOR_PORT' })}`
  // The origin stands in every `meta` URL, and only now is it known; no request can have come in between.
  server.on('request', nodeListener(createEmulator({ ...emulator, origin }), { log }))
  stopOnSignal(server, { stopped: () => log.say('Emulator stopped.') })
  log.say(`Twilio Studio emulator on ${origin} (user ${emulatorUser}, password ${emulatorPassword})`)
})
