import { resolve } from 'node:path'

/** The repository's top folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Reports, traces and benchmark results; ignored by git. */
export const results = resolve(root, 'e2e/.results')
