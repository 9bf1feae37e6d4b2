import { expect, test } from 'vitest'

import { runCommand } from './process.ts'

const runNode = (script: string, timeoutMs?: number) =>
  runCommand(process.execPath, ['-e', script], {
    silent: true,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })

test('returns the exit code', async () => {
  expect(await runNode('process.exit(0)')).toBe(0)
  expect(await runNode('process.exit(7)')).toBe(7)
})

test('returns 1 for a command that does not exist', async () => {
  expect(await runCommand('no-such-command-of-ours', [], { silent: true })).toBe(1)
})

test('ends a hanging command and its children at the timeout', async () => {
  const start = performance.now()
  const hang = `require('node:child_process').spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])`
  expect(await runNode(hang, 300)).toBe(1)
  expect(performance.now() - start).toBeLessThan(5_000)
})
