import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { readEnvironment } from './environment.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-env-'))
  await writeFile(join(folder, '.env'), 'PORT=1\nHOST="from file" # why\n')
  await writeFile(join(folder, '.env.staging'), 'PORT=2\n')
})
afterAll(() => rm(folder, { recursive: true }))

test('.env adds to the environment, which wins', () => {
  expect(readEnvironment({ PORT: '9' }, folder)).toEqual({ PORT: '9', HOST: 'from file' })
})

test('ENV_FILE names another file, or none', () => {
  expect(readEnvironment({ ENV_FILE: '.env.staging' }, folder)).toMatchObject({ PORT: '2' })
  expect(readEnvironment({ ENV_FILE: '' }, folder)).toEqual({ ENV_FILE: '' })
})

test('a folder without .env is fine', () => {
  expect(readEnvironment({ PORT: '9' }, join(folder, 'nowhere'))).toEqual({ PORT: '9' })
})

test('the process itself is left as it is', () => {
  const before = process.env['HOST']
  readEnvironment({}, folder)
  expect(process.env['HOST']).toBe(before)
})
