import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { chromium, firefox, webkit } from '@playwright/test'

import { runCommand } from './process.ts'

/** Playwright's CLI, to be run with this Node. A command from PATH would need a shell on Windows. */
export const playwrightCli = fileURLToPath(import.meta.resolve('@playwright/test/cli'))

const seconds = 1_000
const minutes = 60 * seconds

export type BrowserName = 'chromium' | 'firefox' | 'webkit'

interface BrowserDefinition {
  title: string
  /** The environment variable with the browser's path. */
  envVariable: string
  systemPaths: readonly string[]
  /** Debian's packages: the first set that can be installed. */
  packages: readonly (readonly string[])[]
  /** Commands that are needed to drive the system's browser; each must succeed. */
  requiredCommands: readonly (readonly [command: string, argument: string])[]
  /** Whether `--version` works; MiniBrowser would open a window. */
  hasVersionFlag: boolean
}

const webKitFolders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}`)

export const browsers: Record<BrowserName, BrowserDefinition> = {
  chromium: {
    title: 'Chromium',
    envVariable: 'CHROMIUM_PATH',
    // The shell first: the whole browser renders its own window as well, and journeys take a third longer in it.
    systemPaths: ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'],
    packages: [['chromium-headless-shell'], ['chromium']],
    requiredCommands: [],
    hasVersionFlag: true,
  },
  firefox: {
    title: 'Firefox',
    envVariable: 'FIREFOX_PATH',
    systemPaths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    packages: [['firefox-esr']],
    requiredCommands: [],
    hasVersionFlag: true,
  },
  webkit: {
    title: 'WebKit',
    envVariable: 'WEBKIT_PATH',
    systemPaths: webKitFolders.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`),
    packages: [['webkit2gtk-driver', 'xvfb']],
    requiredCommands: [
      ['WebKitWebDriver', '--help'],
      ['Xvfb', '-help'],
    ],
    hasVersionFlag: false,
  },
}

/** Access to the machine. Tests pass a fake. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  isRoot: boolean
  /** Paths of the browsers that Playwright downloads. */
  playwrightPaths: Readonly<Record<BrowserName, string>>
  exists: (path: string) => boolean
  /** Runs a command for at most `timeoutMs` milliseconds. Returns whether it succeeded. */
  run: (command: string, args: readonly string[], timeoutMs: number, silent?: boolean) => Promise<boolean>
  log: (message: string) => void
}

/** The path of a working Chromium. Throws if none can be found or installed. */
export async function provideChromium(machine: Machine = localMachine()): Promise<string> {
  const path = await provideBrowser('chromium', machine)
  if (path !== null) return path
  throw new Error(
    'No Chromium was found and none could be installed. Install one (Debian: "apt-get install chromium") or name one in CHROMIUM_PATH, then run this again.',
  )
}

/**
 * The path of a working browser: the configured one, the system's or Playwright's, or a newly installed one; null if there
 * is none. Throws if the configured browser does not start.
 */
export async function provideBrowser(
  name: BrowserName,
  machine: Machine = localMachine(),
): Promise<string | null> {
  const found = await findBrowser(name, machine)
  if (found !== null) return found
  await installBrowser(name, machine)
  return findBrowser(name, machine)
}

async function findBrowser(name: BrowserName, machine: Machine): Promise<string | null> {
  const { title, envVariable, systemPaths } = browsers[name]
  const configuredPath = machine.env[envVariable]
  if (configuredPath !== undefined && configuredPath !== '') {
    if (await canStart(name, machine, configuredPath)) return configuredPath
    throw new Error(
      `${envVariable} is "${configuredPath}", but ${title} does not start from there. Correct it, or unset it to have ${title} found or installed.`,
    )
  }
  const playwrightPath = machine.playwrightPaths[name]
  // Playwright drives Debian's Chromium as well as its own. For Firefox and WebKit its own builds work best.
  const paths = name === 'chromium' ? [...systemPaths, playwrightPath] : [playwrightPath, ...systemPaths]
  for (const path of paths) {
    if (await canStart(name, machine, path)) return path
  }
  return null
}

/** Runs the browser, because a downloaded one does not start without its libraries. */
async function canStart(name: BrowserName, machine: Machine, path: string): Promise<boolean> {
  if (!machine.exists(path)) return false
  // Playwright drives its own WebKit without the system's commands.
  if (path === machine.playwrightPaths[name] && name === 'webkit') return true
  const { requiredCommands, hasVersionFlag } = browsers[name]
  const commands = [...requiredCommands, ...(hasVersionFlag ? [[path, '--version'] as const] : [])]
  for (const [command, argument] of commands) {
    if (!(await machine.run(command, [argument], 30 * seconds, true))) return false
  }
  return true
}

async function installBrowser(name: BrowserName, machine: Machine): Promise<void> {
  const { title, packages } = browsers[name]
  const { isRoot, run: runOnMachine, log } = machine
  const sudo = !isRoot && (await runOnMachine('sudo', ['-n', 'true'], 10 * seconds, true))
  const canInstall = isRoot || sudo
  log(`${title} not found: installing Playwright’s build.`)
  const libraries = canInstall ? ['--with-deps'] : []
  const shell = name === 'chromium' ? ['--no-shell'] : []
  const download = [playwrightCli, 'install', ...libraries, ...shell, name]
  if (await runOnMachine(process.execPath, download, 5 * minutes)) return
  if (!canInstall || machine.platform !== 'linux') return
  log(`The download failed: installing the system’s ${title} with apt-get.`)
  const [command, ...sudoArgs] = sudo ? ['sudo', '-n', 'apt-get'] : ['apt-get']
  const timeoutMs = 10 * minutes
  if (!(await runOnMachine(command, [...sudoArgs, 'update'], timeoutMs))) return
  for (const names of packages) {
    if (await runOnMachine(command, [...sudoArgs, 'install', '-y', ...names], timeoutMs)) return
  }
}

/** This machine. */
export function localMachine(): Machine {
  // Playwright tries five times. The shorter timeout saves minutes on a network that does not respond; the default is 30 s.
  const env = {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
    DEBIAN_FRONTEND: 'noninteractive',
    ...process.env,
  }
  return {
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    playwrightPaths: {
      chromium: chromium.executablePath(),
      firefox: firefox.executablePath(),
      webkit: webkit.executablePath(),
    },
    exists: existsSync,
    run: async (command, args, timeoutMs, silent = false) =>
      (await runCommand(command, args, { env, timeoutMs, silent })) === 0,
    log: (message) => console.log(message),
  }
}
