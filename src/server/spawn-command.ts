import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Spawned = {
  child: ChildProcess
  /** Its output so far. */
  output: { out: string; err: string }
  /** Its exit code and whole output. */
  exit: Promise<{ code: number | null; out: string; err: string }>
  /** The origin it listens on, from its output; throws until it has printed it. */
  origin: () => string
}

export type SpawnOptions = { args?: readonly string[]; cwd: string }

/**
 * For tests: runs a command of this module in its own process, on free ports, and with only these settings.
 */
export function spawnCommand(
  file: 'start.ts' | 'emulator.ts' | 'probe.ts',
  env: Readonly<Record<string, string>>,
  { args = [], cwd }: SpawnOptions,
): Spawned {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    cwd,
    env: { PORT: '0', EMULATOR_PORT: '0', ...env },
  })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (output.out += String(chunk)))
  child.stderr.on('data', (chunk) => (output.err += String(chunk)))
  return {
    child,
    output,
    exit: once(child, 'close').then(() => ({ code: child.exitCode, ...output })),
    origin() {
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(output.out)?.[0]
      if (origin === undefined) throw new Error(`The command has not started: ${output.out}${output.err}`)
      return origin
    },
  }
}
