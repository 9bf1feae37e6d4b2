import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'

/** The command of Valkey or Redis on this machine; null where there is none. `npm test` installs one. */
export const storeCommand =
  ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null

/** Why tests are skipped without it. */
export const noStore = 'neither valkey-server nor redis-server is installed'

export type StoreServer = {
  url: string
  /** Runs it, without any data; resolves once it accepts connections. */
  start: () => Promise<void>
  /** Ends it at once, without a word to its clients. */
  kill: () => Promise<void>
  /** Stops it like a program that hangs, or lets it go on. */
  pause: (isPaused: boolean) => void
}

/** For tests: Valkey or Redis on a free port of this machine. It writes nothing to the disk. */
export async function createStoreServer(password: string): Promise<StoreServer> {
  const port = await findFreePort()
  let child: ChildProcess | null = null
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    async start() {
      const options = { port, bind: '127.0.0.1', dir: tmpdir(), requirepass: password, save: '' }
      const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
      const store = spawn(storeCommand ?? '', args, { stdio: ['ignore', 'pipe', 'inherit'] })
      child = store
      await new Promise<void>((resolve, reject) => {
        let output = ''
        store.stdout.on('data', (chunk) => {
          output += String(chunk)
          if (/ready to accept connections/i.test(output)) resolve()
        })
        store.once('exit', () => reject(new Error(`The store has not started: ${output}`)))
      })
    },
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
    pause: (isPaused) => void child?.kill(isPaused ? 'SIGSTOP' : 'SIGCONT'),
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
