import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

import { root } from './paths.ts'

interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** Milliseconds after which the command and all it started are ended; without it there is no limit. */
  limit?: number
  /** No output on the screen. */
  silent?: boolean
}

/** Runs a command to its end in the repository's top folder; its exit code, and 1 when it could not start or took too long. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const { env = process.env, limit, silent = false } = options
  // Its own group when it has a limit, so that what it started (a download, say) ends with it.
  const grouped = limit !== undefined && process.platform !== 'win32'
  const child = spawn(command, args, {
    cwd: root,
    env: { ...env, PATH: toolPath(env) },
    stdio: silent ? 'ignore' : 'inherit',
    detached: grouped,
  })
  const end = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    if (grouped) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  }
  const interrupted = () => {
    end()
    process.exit(128 + constants.signals.SIGINT)
  }
  const timer = limit === undefined ? undefined : setTimeout(end, limit)
  if (grouped) process.once('SIGINT', interrupted)
  return new Promise((settle) => {
    const done = (code: number) => {
      clearTimeout(timer)
      process.off('SIGINT', interrupted)
      settle(code)
    }
    child.once('error', () => done(1))
    child.once('exit', (code) => done(code ?? 1))
  })
}

/** Runs a script of package.json on this very Node (`npm run` would need npm, and start slower). */
export function runScript(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return run(process.execPath, ['--run', name, ...(args.length > 0 ? ['--', ...args] : [])], { env })
}

/** The repository's tools and this Node come first, so that a tool's `#!/usr/bin/env node` finds the right one. */
function toolPath(env: NodeJS.ProcessEnv): string {
  const own = [join(root, 'node_modules/.bin'), dirname(process.execPath)]
  return [...own, env['PATH'] ?? ''].join(delimiter)
}
