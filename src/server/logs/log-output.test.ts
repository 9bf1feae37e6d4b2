import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { expect, test, vi } from 'vitest'

import { waitFor } from '#testing/wait-for.ts'

import { createLogOutput } from './log-output.ts'

const tempPath = async (name: string) => join(await mkdtemp(join(tmpdir(), 'flowdesk-log-')), name)

test('lines arrive in order, and closing waits for the last one', async () => {
  const path = await tempPath('log')
  const output = createLogOutput(path)
  for (let i = 0; i < 1000; i++) output.write(`${i}\n`)
  expect(output.isWritable()).toBe(true)
  await output.close()
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  expect(lines).toEqual(Array.from({ length: 1000 }, (_, i) => String(i)))
})

test.runIf(process.platform === 'linux')('a full disk throws nothing, and is noticed', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const output = createLogOutput('/dev/full')
  output.write('lost\n')
  await waitFor(() => expect(output.isWritable()).toBe(false))
  expect(stderr).toHaveBeenCalledExactlyOnceWith('Flowdesk cannot write its log to stdout (ENOSPC).\n')
  stderr.mockRestore()
})

test.runIf(process.platform === 'linux')(
  'a stuck reader costs one megabyte at most, and lines are written again once it reads',
  async () => {
    const path = await tempPath('pipe')
    execFileSync('/usr/bin/mkfifo', [path])
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const output = createLogOutput(path)
    const line = `${'x'.repeat(10_000)}\n`
    await waitFor(() => {
      for (let i = 0; i < 50; i++) output.write(line)
      expect(output.isWritable()).toBe(false)
    })
    const buffer = Buffer.alloc(65_536)
    await waitFor(() => {
      for (let read = 1; read > 0;) {
        try {
          read = readSync(reader, buffer)
        } catch {
          read = 0
        }
      }
      expect(output.isWritable()).toBe(true)
    })
    closeSync(reader)
  },
)
