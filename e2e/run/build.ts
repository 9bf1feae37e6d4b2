import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { root } from './paths.ts'
import { runScript } from './process.ts'

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json']
const notBuiltPattern = /\.(md|test\.tsx?)$/

/** Builds the app if `dist` is missing or older than one of its sources. Throws if the build fails. */
export async function buildIfStale(env: NodeJS.ProcessEnv): Promise<void> {
  const builtMs = await modifiedMs(join(root, 'dist/index.html'))
  const changedMs = Math.max(
    ...(await Promise.all(sources.map((path) => newestModifiedMs(join(root, path))))),
  )
  if (builtMs >= changedMs) return
  if ((await runScript('build', ['--logLevel', 'warn'], env)) !== 0) {
    throw new Error('The build failed, so the app cannot start. See the messages above.')
  }
}

/** When the newest file at or under `path` changed, milliseconds since 1970; 0 if there is none. */
export async function newestModifiedMs(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null)
  if (entries === null) return modifiedMs(path)
  const files = entries.filter((entry) => entry.isFile() && !notBuiltPattern.test(entry.name))
  const times = await Promise.all(files.map((file) => modifiedMs(join(file.parentPath, file.name))))
  return Math.max(0, ...times)
}

async function modifiedMs(path: string): Promise<number> {
  return stat(path).then(
    (file) => file.mtimeMs,
    () => 0,
  )
}
