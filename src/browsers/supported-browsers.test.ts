import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { resolveConfig } from 'vite'
import { expect, test } from 'vitest'

import { buildTarget, supportedBrowsers } from './supported-browsers.ts'

const root = resolve(import.meta.dirname, '../..')

test('scripts and style sheets are built for the browsers in package.json', async () => {
  const { build } = await resolveConfig({ configFile: resolve(root, 'vite.config.ts'), root }, 'build')
  expect(buildTarget).toEqual(['chrome130', 'edge130', 'firefox140', 'safari18.0', 'ios18.0'])
  expect(build.target).toEqual(buildTarget)
  expect(build.cssTarget).toEqual(buildTarget)
})

test('the README names the same browsers', async () => {
  const [, section = ''] = (await readFile(resolve(root, 'README.md'), 'utf8')).split('\n## Browsers\n')
  const [text = ''] = section.split('\n## ')
  for (const sentence of browserNames()) expect(text).toContain(sentence)
})

test('the message for older browsers names the same browsers', async () => {
  const script = await readFile(resolve(root, 'public/browser-check.js'), 'utf8')
  for (const sentence of browserNames()) expect(script).toContain(sentence)
})

/** "Firefox 140" and so on, as texts name them. */
function browserNames(): string[] {
  const byData = new Map(supportedBrowsers.map(({ mdnId, version }) => [mdnId, version.replace('.0', '')]))
  expect(byData.get('edge'), '"Chrome or Edge" has one number').toBe(byData.get('chrome'))
  expect(byData.get('safari_ios'), '"Safari" has one number').toBe(byData.get('safari'))
  return [
    `Chrome or Edge ${byData.get('chrome')}`,
    `Firefox ${byData.get('firefox')}`,
    `Safari ${byData.get('safari')}`,
  ]
}
