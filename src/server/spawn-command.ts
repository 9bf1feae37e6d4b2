import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Spawned = {
  child: ChildProcess
  /** What it has said so far. */
  said: { out: string; err: string }
  /** How it ended, and all it said. */
  exit: Promise<{ code: number | null; out: string; err: string }>
  /** The address it says it listens on; throws as long as it has not said so. */
  origin: () => string
}

export type SpawnOptions = { args?: readonly string[]; cwd: string }

/**
 * Runs a command of this room as its tests do: in a process of its own, on ports that are free, and with these settings
 * only.
 */
export function spawnCommand(
  file: 'start.ts' | 'emulator.ts',
  env: Readonly<Record<string, string>>,
  { args = [], cwd }: SpawnOptions,
): Spawned {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    cwd,
    env: { PORT: '0', EMULATOR_PORT: '0', ...env },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (said.out += String(chunk)))
  child.stderr.on('data', (chunk) => (said.err += String(chunk)))
  return {
    child,
    said,
    exit: once(child, 'close').then(() => ({ code: child.exitCode, ...said })),
    origin() {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0]
      if (found === undefined) throw new Error(`It has not started: ${said.out}${said.err}`)
      return found
    },
  }
}
