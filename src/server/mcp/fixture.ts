import { createServer } from 'node:http'

import { createEmulator } from '#emulator/emulator.ts'
import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'

import { createApp } from '#server/create-app.ts'
import { listen } from '#server/http/listen.ts'
import { nodeListener } from '#server/http/node-listener.ts'
import { unwrap } from '#server/http/run-cli.ts'
import { createLog } from '#server/logs/log.ts'
import { parseSettings } from '#server/settings/settings.ts'

/* The whole server on a port, reading the emulator, for tests of `/mcp`. */

/** All lines of the running servers' logs: a stopped one may still count refusals, of another file's tests. */
export const lines: Record<string, unknown>[] = []
const stops: (() => void)[] = []

export async function startServer(env: Record<string, string> = {}): Promise<string> {
  let isStopped = false
  const log = createLog('info', {
    write: (text) => {
      if (!isStopped) lines.push(JSON.parse(text))
    },
    isWritable: () => true,
    close: async () => true,
  })
  const { handle, applyHeaders } = createApp(unwrap(parseSettings(env, ['--demo'])), {
    upstream: {
      fetch: createEmulator(),
      base: new URL('https://studio.twilio.com'),
      credentials: { user: emulatorUser, password: emulatorPassword },
    },
    files: async () => new Response('the app'),
    log,
  })
  const server = createServer(nodeListener(handle, { log, applyHeaders }))
  stops.push(() => {
    isStopped = true
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })}`
}

export function stopServers(): void {
  for (const stop of stops) stop()
}
