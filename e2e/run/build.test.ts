import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { newestModifiedMs } from './build.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-build-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function write(name: string, time: number) {
  await mkdir(join(folder, 'module'), { recursive: true })
  await writeFile(join(folder, name), '')
  await utimes(join(folder, name), time, time)
}

test('returns the time of the newest source, at any depth', async () => {
  await write('old.ts', 1_000)
  await write('module/new.tsx', 2_000)
  expect(await newestModifiedMs(folder)).toBe(2_000_000)
  expect(await newestModifiedMs(join(folder, 'old.ts'))).toBe(1_000_000)
})

test('ignores tests and Markdown files', async () => {
  await write('old.ts', 1_000)
  await write('module/new.test.tsx', 2_000)
  await write('README.md', 3_000)
  expect(await newestModifiedMs(folder)).toBe(1_000_000)
})

test('returns 0 for a path that does not exist', async () => {
  expect(await newestModifiedMs(join(folder, 'none'))).toBe(0)
})
