import { expect, test } from 'vitest'

import { run } from './process.ts'

const node = (script: string, limit?: number) =>
  run(process.execPath, ['-e', script], { silent: true, ...(limit === undefined ? {} : { limit }) })

test('the exit code is handed on', async () => {
  expect(await node('process.exit(0)')).toBe(0)
  expect(await node('process.exit(7)')).toBe(7)
})

test('a command that does not exist is a failure, not a crash', async () => {
  expect(await run('no-such-command-of-ours', [], { silent: true })).toBe(1)
})

test('a command that hangs ends at its limit, with what it started', async () => {
  const start = performance.now()
  const hang = `require('node:child_process').spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])`
  expect(await node(hang, 300)).toBe(1)
  expect(performance.now() - start).toBeLessThan(5_000)
})
