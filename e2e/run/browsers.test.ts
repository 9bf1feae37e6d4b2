import { expect, test } from 'vitest'

import { type Machine, playwrightCli, provideBrowser, provideChromium } from './browsers.ts'

const playwrightPath = '/cache/chrome'
const systemPath = '/usr/bin/chromium'
const shellPath = '/usr/bin/chromium-headless-shell'

interface FakeMachineOptions {
  env?: Record<string, string>
  isRoot?: boolean
  platform?: NodeJS.Platform
  /** Existing files. A browser among them starts unless it is listed in `broken`. */
  files?: string[]
  broken?: string[]
  /** The files a command creates, and whether it succeeds. Other commands fail. */
  effects?: Record<string, { creates?: string | readonly string[]; ok: boolean }>
}

function createFakeMachine({
  env = {},
  isRoot = true,
  platform = 'linux',
  files = [],
  broken = [],
  effects = {},
}: FakeMachineOptions) {
  const existingPaths = new Set(files)
  const commands: string[] = []
  const fake: Machine = {
    env,
    platform,
    isRoot,
    playwrightPaths: { chromium: playwrightPath, firefox: '/cache/firefox', webkit: '/cache/webkit' },
    exists: (path) => existingPaths.has(path),
    run: (command, args) => {
      if (args[0] === '--version' || args[0]?.endsWith('-help'))
        return Promise.resolve(existingPaths.has(command) && !broken.includes(command))
      const name = args[0] === playwrightCli ? 'playwright' : command
      const line = [name, ...args.filter((argument) => argument !== playwrightCli)].join(' ')
      commands.push(line)
      const effect = effects[line]
      for (const path of [effect?.creates ?? []].flat()) existingPaths.add(path)
      return Promise.resolve(effect?.ok ?? false)
    },
    log: () => undefined,
  }
  return { fake, commands }
}

const download = 'playwright install --with-deps --no-shell chromium'
const downloadOnly = 'playwright install --no-shell chromium'

test('CHROMIUM_PATH comes first', async () => {
  const { fake, commands } = createFakeMachine({
    env: { CHROMIUM_PATH: '/opt/c' },
    files: ['/opt/c', systemPath, playwrightPath],
  })
  expect(await provideChromium(fake)).toBe('/opt/c')
  expect(commands).toEqual([])
})

test('a wrong CHROMIUM_PATH is an error', async () => {
  const { fake } = createFakeMachine({ env: { CHROMIUM_PATH: '/opt/none' }, files: [systemPath] })
  await expect(provideChromium(fake)).rejects.toThrow('CHROMIUM_PATH is "/opt/none"')
})

test('then the system’s Chromium, then Playwright’s', async () => {
  expect(await provideChromium(createFakeMachine({ files: [systemPath, playwrightPath] }).fake)).toBe(
    systemPath,
  )
  expect(await provideChromium(createFakeMachine({ files: [playwrightPath] }).fake)).toBe(playwrightPath)
})

test('a Chromium that does not start is skipped', async () => {
  expect(
    await provideChromium(
      createFakeMachine({ files: [systemPath, playwrightPath], broken: [systemPath] }).fake,
    ),
  ).toBe(playwrightPath)
})

test('without any Chromium, Playwright’s is installed', async () => {
  const { fake, commands } = createFakeMachine({
    effects: { [download]: { ok: true, creates: playwrightPath } },
  })
  expect(await provideChromium(fake)).toBe(playwrightPath)
  expect(commands).toEqual([download])
})

test('if that download fails, the system’s package is installed', async () => {
  const { fake, commands } = createFakeMachine({
    effects: {
      'apt-get update': { ok: true },
      'apt-get install -y chromium-headless-shell': { ok: true, creates: shellPath },
    },
  })
  expect(await provideChromium(fake)).toBe(shellPath)
  expect(commands).toEqual([download, 'apt-get update', 'apt-get install -y chromium-headless-shell'])
})

test('where there is no package of the headless shell, the whole browser is installed', async () => {
  const { fake } = createFakeMachine({
    effects: {
      'apt-get update': { ok: true },
      'apt-get install -y chromium': { ok: true, creates: systemPath },
    },
  })
  expect(await provideChromium(fake)).toBe(systemPath)
})

test('without root, sudo installs it if it needs no password', async () => {
  const { fake, commands } = createFakeMachine({
    isRoot: false,
    effects: {
      'sudo -n true': { ok: true },
      'sudo -n apt-get update': { ok: true },
      'sudo -n apt-get install -y chromium-headless-shell': { ok: true, creates: shellPath },
    },
  })
  expect(await provideChromium(fake)).toBe(shellPath)
  expect(commands[1]).toBe(download)
})

test('without permission to install, only the download is tried, and then the error says what to do', async () => {
  const { fake, commands } = createFakeMachine({ isRoot: false })
  await expect(provideChromium(fake)).rejects.toThrow(/^No Chromium .* "apt-get install chromium"/)
  expect(commands).toEqual(['sudo -n true', downloadOnly])
})

test('apt-get is used on Linux only', async () => {
  const { fake, commands } = createFakeMachine({ platform: 'darwin' })
  await expect(provideChromium(fake)).rejects.toThrow('No Chromium')
  expect(commands).toEqual([download])
})

const miniBrowser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

test('WebKit is unavailable without the system commands that drive it', async () => {
  const all = [miniBrowser, 'WebKitWebDriver', 'Xvfb']
  expect(await provideBrowser('webkit', createFakeMachine({ files: all }).fake)).toBe(miniBrowser)
  for (const missing of all) {
    const { fake } = createFakeMachine({ files: all.filter((file) => file !== missing) })
    expect(await provideBrowser('webkit', fake)).toBeNull()
  }
})

test('Firefox and WebKit are installed like Chromium', async () => {
  for (const [name, line, adds] of [
    ['firefox', 'apt-get install -y firefox-esr', ['/usr/bin/firefox-esr']],
    ['webkit', 'apt-get install -y webkit2gtk-driver xvfb', [miniBrowser, 'WebKitWebDriver', 'Xvfb']],
  ] as const) {
    const { fake, commands } = createFakeMachine({
      effects: { 'apt-get update': { ok: true }, [line]: { ok: true, creates: adds } },
    })
    expect(await provideBrowser(name, fake)).toBe(adds[0])
    expect(commands).toEqual([`playwright install --with-deps ${name}`, 'apt-get update', line])
  }
})
