import { spawn } from 'node:child_process'

import { freePort } from './free-port.ts'
import { root } from './paths.ts'

export interface Running {
  origin: string
  pid: number
  stop: () => Promise<void>
}

const patience = 20_000

/** Starts the built server in demo mode. */
export function startDemo(env: NodeJS.ProcessEnv): Promise<Running> {
  return startServer(env, ['--demo'])
}

/** Starts the built server on a free port, in a process of its own. Throws when it does not answer within 20 s. */
export async function startServer(env: NodeJS.ProcessEnv, args: readonly string[] = []): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, ['src/server/start.ts', ...args], {
    cwd: root,
    env: { ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((settle) => {
    child.once('exit', () => settle())
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const origin = `http://127.0.0.1:${port}`
  const start = performance.now()
  while (child.exitCode === null && performance.now() - start < patience) {
    if (await answers(origin)) return { origin, pid: child.pid ?? 0, stop }
    await new Promise((settle) => setTimeout(settle, 50))
  }
  if (child.exitCode === null) await stop()
  throw new Error(
    'The server did not start: see its message above, or run "npm start -- --demo" to see it alone.',
  )
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin).then(
    ({ ok }) => ok,
    () => false,
  )
}
