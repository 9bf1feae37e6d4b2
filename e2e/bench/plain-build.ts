import { join } from 'node:path'

import react from '@vitejs/plugin-react'
import { build } from 'vite'

import { results } from '../run/paths.ts'

/** Where the bench's server has it. */
export const plainPath = '/plain/'

/** Builds the plain design the way the app is built. @returns the folder it is in */
export async function buildPlain(): Promise<string> {
  const outDir = join(results, 'plain')
  await build({
    root: join(import.meta.dirname, 'plain'),
    base: plainPath,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  })
  return outDir
}
