import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { newest } from './build.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-build-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function write(name: string, time: number) {
  await mkdir(join(folder, 'room'), { recursive: true })
  await writeFile(join(folder, name), '')
  await utimes(join(folder, name), time, time)
}

test('the newest source counts, however deep', async () => {
  await write('old.ts', 1_000)
  await write('room/new.tsx', 2_000)
  expect(await newest(folder)).toBe(2_000_000)
  expect(await newest(join(folder, 'old.ts'))).toBe(1_000_000)
})

test('tests and texts are no part of the app', async () => {
  await write('old.ts', 1_000)
  await write('room/new.test.tsx', 2_000)
  await write('README.md', 3_000)
  expect(await newest(folder)).toBe(1_000_000)
})

test('what does not exist is older than everything', async () => {
  expect(await newest(join(folder, 'none'))).toBe(0)
})
