import { join } from 'node:path'

import react from '@vitejs/plugin-react'
import { build } from 'vite'

import { results } from '../run/paths.ts'

/** The baseline's path on the benchmark server. */
export const baselinePath = '/baseline/'

/** Builds the baseline the way the app is built. @returns its folder */
export async function buildBaseline(): Promise<string> {
  const outDir = join(results, 'baseline')
  await build({
    root: join(import.meta.dirname, 'baseline'),
    base: baselinePath,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  })
  return outDir
}
