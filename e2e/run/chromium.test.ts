import { expect, test } from 'vitest'

import { type Machine, playwrightCli, provideChromium } from './chromium.ts'

const own = '/cache/chrome'
const system = '/usr/bin/chromium'

interface Fake {
  env?: Record<string, string>
  isRoot?: boolean
  platform?: NodeJS.Platform
  /** Files there are; a Chromium among them starts unless it is listed in `broken`. */
  files?: string[]
  broken?: string[]
  /** What a command does to the files, and whether it ends well; commands not named fail. */
  effects?: Record<string, { adds?: string; ok: boolean }>
}

function machine({
  env = {},
  isRoot = true,
  platform = 'linux',
  files = [],
  broken = [],
  effects = {},
}: Fake) {
  const there = new Set(files)
  const ran: string[] = []
  const fake: Machine = {
    env,
    platform,
    isRoot,
    playwrightPath: own,
    exists: (path) => there.has(path),
    run: (command, args) => {
      if (args[0] === '--version') return Promise.resolve(there.has(command) && !broken.includes(command))
      const name = args[0] === playwrightCli ? 'playwright' : command
      const line = [name, ...args.filter((argument) => argument !== playwrightCli)].join(' ')
      ran.push(line)
      const effect = effects[line]
      if (effect?.adds !== undefined) there.add(effect.adds)
      return Promise.resolve(effect?.ok ?? false)
    },
    say: () => undefined,
  }
  return { fake, ran }
}

const download = 'playwright install --with-deps --no-shell chromium'
const downloadOnly = 'playwright install --no-shell chromium'

test('the one that is named comes first', async () => {
  const { fake, ran } = machine({ env: { CHROMIUM_PATH: '/opt/c' }, files: ['/opt/c', system, own] })
  expect(await provideChromium(fake)).toBe('/opt/c')
  expect(ran).toEqual([])
})

test('a wrong name is said, not passed over', async () => {
  const { fake } = machine({ env: { CHROMIUM_PATH: '/opt/none' }, files: [system] })
  await expect(provideChromium(fake)).rejects.toThrow('CHROMIUM_PATH is "/opt/none"')
})

test('then the system’s, then Playwright’s own', async () => {
  expect(await provideChromium(machine({ files: [system, own] }).fake)).toBe(system)
  expect(await provideChromium(machine({ files: [own] }).fake)).toBe(own)
})

test('one that does not start is passed over', async () => {
  expect(await provideChromium(machine({ files: [system, own], broken: [system] }).fake)).toBe(own)
})

test('with none, Playwright’s is installed', async () => {
  const { fake, ran } = machine({ effects: { [download]: { ok: true, adds: own } } })
  expect(await provideChromium(fake)).toBe(own)
  expect(ran).toEqual([download])
})

test('where that cannot be downloaded, the system’s', async () => {
  const { fake, ran } = machine({
    effects: { 'apt-get update': { ok: true }, 'apt-get install -y chromium': { ok: true, adds: system } },
  })
  expect(await provideChromium(fake)).toBe(system)
  expect(ran).toEqual([download, 'apt-get update', 'apt-get install -y chromium'])
})

test('who is not root installs through sudo, when that asks for no password', async () => {
  const { fake, ran } = machine({
    isRoot: false,
    effects: {
      'sudo -n true': { ok: true },
      'sudo -n apt-get update': { ok: true },
      'sudo -n apt-get install -y chromium': { ok: true, adds: system },
    },
  })
  expect(await provideChromium(fake)).toBe(system)
  expect(ran[1]).toBe(download)
})

test('without any right to install, the download is tried alone, and then a sentence says what to do', async () => {
  const { fake, ran } = machine({ isRoot: false })
  await expect(provideChromium(fake)).rejects.toThrow(/^No Chromium .* "apt-get install chromium"/)
  expect(ran).toEqual(['sudo -n true', downloadOnly])
})

test('apt-get is Linux’s', async () => {
  const { fake, ran } = machine({ platform: 'darwin' })
  await expect(provideChromium(fake)).rejects.toThrow('No Chromium')
  expect(ran).toEqual([download])
})
