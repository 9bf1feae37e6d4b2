import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { authModes } from '#contract/session.ts'

import { parseEmulatorSettings } from './emulator-settings.ts'
import { parseSettings } from './settings.ts'

const top = resolve(import.meta.dirname, '../../..')

/** Every name that is read from the environment, in any mode of ACCESS. */
function namesRead(): Set<string> {
  const names = new Set<string>()
  const env = (access: string) =>
    new Proxy<Record<string, string>>(
      {},
      {
        get(_, name) {
          names.add(String(name))
          return name === 'ACCESS' ? access : undefined
        },
      },
    )
  for (const kind of authModes) parseSettings(env(kind))
  parseEmulatorSettings(env('local'))
  return names
}

const matches = (text: string, pattern: RegExp) =>
  new Set([...text.matchAll(pattern)].map(([, name]) => name))

test('.env.example lists every setting, and no other', async () => {
  const example = await readFile(resolve(top, '.env.example'), 'utf8')
  expect(matches(example, /^#?([A-Z_]+)=/gm)).toEqual(namesRead())
})

test('README.md lists every setting, and ENV_FILE', async () => {
  const readme = await readFile(resolve(top, 'README.md'), 'utf8')
  const [, section = ''] = readme.split('## Settings')
  const [table = ''] = section.split('\n## ')
  const names = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(' | ')[0])
  const settings = matches(names.join('\n'), /`([A-Z_]+)`/g)
  expect(settings).toEqual(new Set([...namesRead(), 'ENV_FILE']))
})
