import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { root } from './paths.ts'
import { runScript } from './process.ts'

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json']
const notBuilt = /\.(md|test\.tsx?)$/

/** Builds the app when `dist` is missing or older than a file it is made of. Throws when the build fails. */
export async function buildIfStale(env: NodeJS.ProcessEnv): Promise<void> {
  const built = await modified(join(root, 'dist/index.html'))
  const changed = Math.max(...(await Promise.all(sources.map((path) => newest(join(root, path))))))
  if (built >= changed) return
  if ((await runScript('build', ['--logLevel', 'warn'], env)) !== 0) {
    throw new Error('The app does not build, so it cannot be started: see the messages above.')
  }
}

/** When the newest file at or under `path` changed, in milliseconds; 0 when there is none. */
export async function newest(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null)
  if (entries === null) return modified(path)
  const files = entries.filter((entry) => entry.isFile() && !notBuilt.test(entry.name))
  const times = await Promise.all(files.map((file) => modified(join(file.parentPath, file.name))))
  return Math.max(0, ...times)
}

async function modified(path: string): Promise<number> {
  return stat(path).then(
    (file) => file.mtimeMs,
    () => 0,
  )
}
