import { resolve } from 'node:path'

/** The repository's top folder, whatever folder a command is started from. */
export const root = resolve(import.meta.dirname, '../..')

/** Reports, traces and figures; git ignores it. */
export const results = resolve(root, 'e2e/.results')
