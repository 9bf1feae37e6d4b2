import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

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

/** A call that loads a file with this content. */
async function load(content: string | Uint8Array) {
  await writeFile(join(folder, 'odd'), content)
  return () => loadEnvironment({ ENV_FILE: 'odd' }, folder)
}

describe('a file with settings that would be lost does not start', () => {
  test('because it is missing or no file, and named', () => {
    expect(() => loadEnvironment({ ENV_FILE: 'nowhere' }, folder)).toThrow(
      /nowhere cannot be read \(ENOENT\): correct ENV_FILE/,
    )
    expect(() => loadEnvironment({ ENV_FILE: '.' }, folder)).toThrow(
      /cannot be read \(EISDIR\): correct ENV_FILE/,
    )
  })

  test('because it is not UTF-8', async () => {
    expect(await load(Buffer.from('\uFEFFMASK=on\n', 'utf16le'))).toThrow(/odd are not UTF-8: save/)
  })

  test.each(['PORT=1\nMASK on', 'PORT=1\nMASK: on\n', '# \n=hush'])(
    'because a line is no setting: %j',
    async (content) => {
      expect(await load(content)).toThrow(/odd, line 2: write a setting as NAME=value/)
    },
  )

  test.each(['\nSECRET=hush#hush', '\nexport SECRET = hush hush#hush # hush'])(
    'because a value would be cut: %j',
    async (content) => {
      expect(await load(content)).toThrow(/odd, line 2: the value of SECRET would end before its #/)
      expect(await load(content)).not.toThrow(/hush/)
    },
  )

  test.each<[string, object]>([
    ['\uFEFFMASK=on\r\nPORT=1\r\n', { MASK: 'on', PORT: '1' }],
    ['export A=1\n\t B = 2 # it’s #two\n\n  # C: x#y\nD=#none\n', { A: '1', B: '2', D: '' }],
    [
      'A=\'a#b\'\nB="c\nd: #e"\nC=`f` # g#h\nD=scrypt$ln=15',
      { A: 'a#b', B: 'c\nd: #e', C: 'f', D: 'scrypt$ln=15' },
    ],
    ["# A='\nB='x#y'\n", { B: 'x#y' }],
  ])('but %j does', async (content, settings) => {
    expect((await load(content))()).toEqual({ ENV_FILE: 'odd', ...settings })
  })
})
