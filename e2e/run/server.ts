import { spawn } from 'node:child_process'

import { findFreePort } from './free-port.ts'
import { root } from './paths.ts'

export interface RunningServer {
  origin: string
  pid: number
  stop: () => Promise<void>
}

const startTimeoutMs = 20_000

/** Starts the built server in demo mode. */
export function startDemoServer(env: NodeJS.ProcessEnv): Promise<RunningServer> {
  return startServer(env, ['--demo'])
}

/**
 * Starts the built server in its own process. Throws if it does not respond within 20 s.
 * @param requestedPort a free port by default
 */
export async function startServer(
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
  requestedPort?: number,
): Promise<RunningServer> {
  const port = requestedPort ?? (await findFreePort())
  const child = spawn(process.execPath, ['src/server/start.ts', ...args], {
    cwd: root,
    env: { ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const origin = `http://127.0.0.1:${port}`
  const start = performance.now()
  while (child.exitCode === null && performance.now() - start < startTimeoutMs) {
    if (await isResponding(origin)) return { origin, pid: child.pid ?? 0, stop }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  if (child.exitCode === null) await stop()
  throw new Error(
    'The server did not start. See its message above, or run "npm start -- --demo" to see it alone.',
  )
}

async function isResponding(origin: string): Promise<boolean> {
  return fetch(origin).then(
    ({ ok }) => ok,
    () => false,
  )
}
