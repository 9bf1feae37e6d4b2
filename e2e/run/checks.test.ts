import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { root } from './paths.ts'

const readRoot = (path: string) => readFile(join(root, path), 'utf8')

test('npm test runs every script of npm run check', async () => {
  const { scripts }: { scripts: { check: string } } = JSON.parse(await readRoot('package.json'))
  const checks = scripts.check.split(' && ').map((command) => command.replace('npm run ', ''))
  expect(checks).toContain('types')
  const run = await readRoot('e2e/run/test.ts')
  expect(checks.filter((check) => !run.includes(`runCheck('${check}')`))).toEqual([])
})
