import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { loadEnvironment } from './environment.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-env-'))
  await writeFile(join(folder, '.env'), 'PORT=1\nHOST="from file" # comment\n')
  await writeFile(join(folder, '.env.staging'), 'PORT=2\n')
})
afterAll(() => rm(folder, { recursive: true }))

test('.env adds to the environment, and the environment wins', () => {
  expect(loadEnvironment({ PORT: '9' }, folder)).toEqual({ PORT: '9', HOST: 'from file' })
})

test('ENV_FILE names another file, or none', () => {
  expect(loadEnvironment({ ENV_FILE: '.env.staging' }, folder)).toMatchObject({ PORT: '2' })
  expect(loadEnvironment({ ENV_FILE: '' }, folder)).toEqual({ ENV_FILE: '' })
})

test('a folder without .env is fine', () => {
  expect(loadEnvironment({ PORT: '9' }, join(folder, 'nowhere'))).toEqual({ PORT: '9' })
})

test('the process’s own environment does not change', () => {
  const before = process.env['HOST']
  loadEnvironment({}, folder)
  expect(process.env['HOST']).toBe(before)
})
