import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { emulatorPassword, emulatorUser } from '#emulator/credentials.ts'

import { testEnvironment } from '../run/environment.ts'
import { root } from '../run/paths.ts'
import { startServer, type Running } from '../run/server.ts'

/** Twilio in a process of its own: pages from memory, each `latency` milliseconds after it was asked for. */
export function startUpstream(latency: number): Promise<Running> {
  return startProcess('e2e/bench/upstream.ts', String(latency))
}

/** Runs a file that prints its address once it listens. */
export async function startProcess(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: testEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [origin] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => {
      throw new Error('The upstream did not start: see its message above.')
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

/** The product's server in a process of its own, reading from that upstream. */
export function startProxy(upstream: string): Promise<Running> {
  return startServer({
    ...testEnvironment(process.env),
    TWILIO_STUDIO_URL: upstream,
    TWILIO_API_KEY: emulatorUser,
    TWILIO_API_SECRET: emulatorPassword,
  })
}
