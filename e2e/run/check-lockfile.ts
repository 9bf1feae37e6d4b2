/** `npm run lockfile`: fails if a package could be another one than was tested. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { findLockfileProblems } from './lockfile-problems.ts'
import { root } from './paths.ts'

for (const problem of findLockfileProblems(await readFile(join(root, 'package-lock.json'), 'utf8'))) {
  console.error(`package-lock.json: ${problem}`)
  process.exitCode = 1
}
