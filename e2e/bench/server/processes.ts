import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'

import { testEnvironment } from '../../run/environment.ts'
import { root } from '../../run/paths.ts'
import { startServer, type RunningServer } from '../../run/server.ts'

/** Starts an upstream in its own process. It serves pages from memory, each after `latencyMs`. */
export function startUpstream(latencyMs: number, coding: 'gzip' | 'plain'): Promise<RunningServer> {
  return startProcess('e2e/bench/server/upstream.ts', String(latencyMs), coding)
}

/** Runs a file that prints its origin when it listens. */
export async function startProcess(...args: string[]): Promise<RunningServer> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: testEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [origin] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => {
      throw new Error('The process did not start. See its message above.')
    }),
  ])
  return {
    origin: String(origin),
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Starts Flowdesk's server in its own process, in front of an upstream. */
export function startProxy(upstream: string): Promise<RunningServer> {
  return startServer({
    ...testEnvironment(process.env),
    TWILIO_STUDIO_URL: upstream,
    TWILIO_API_KEY: emulatorUser,
    TWILIO_API_SECRET: emulatorPassword,
  })
}
