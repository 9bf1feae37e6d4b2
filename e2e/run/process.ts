import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

import { root } from './paths.ts'

interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** Milliseconds until the command and its children are killed; no limit if omitted. */
  timeoutMs?: number
  /** Discards the output. */
  silent?: boolean
}

/** Runs a command in the repository's top folder. Returns its exit code, or 1 if it could not start or took too long. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const { env = process.env, timeoutMs, silent = false } = options
  // With a timeout the command gets its own process group, so that its children end with it.
  const hasOwnGroup = timeoutMs !== undefined && process.platform !== 'win32'
  const child = spawn(command, args, {
    cwd: root,
    env: { ...env, PATH: toolPath(env) },
    stdio: silent ? 'ignore' : 'inherit',
    detached: hasOwnGroup,
  })
  const kill = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    if (hasOwnGroup) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  }
  const onInterrupt = () => {
    kill()
    process.exit(128 + constants.signals.SIGINT)
  }
  const timer = timeoutMs === undefined ? undefined : setTimeout(kill, timeoutMs)
  if (hasOwnGroup) process.once('SIGINT', onInterrupt)
  return new Promise((resolve) => {
    const finish = (code: number) => {
      clearTimeout(timer)
      process.off('SIGINT', onInterrupt)
      resolve(code)
    }
    child.once('error', () => finish(1))
    child.once('exit', (code) => finish(code ?? 1))
  })
}

/** Runs a script of package.json with this Node. `npm run` would need npm and start more slowly. */
export function runScript(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand(process.execPath, ['--run', name, ...(args.length > 0 ? ['--', ...args] : [])], { env })
}

/** PATH with the repository's tools and this Node first, so that a tool's `#!/usr/bin/env node` finds this Node. */
function toolPath(env: NodeJS.ProcessEnv): string {
  const ownFolders = [join(root, 'node_modules/.bin'), dirname(process.execPath)]
  return [...ownFolders, env['PATH'] ?? ''].join(delimiter)
}
