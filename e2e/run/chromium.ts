import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { chromium } from '@playwright/test'

import { run } from './process.ts'

/** Playwright's command, run on this Node; a name in PATH would need a shell on Windows. */
export const playwrightCli = fileURLToPath(import.meta.resolve('@playwright/test/cli'))

const seconds = 1_000
const minutes = 60 * seconds

/** What the search for Chromium needs of a machine; tests hand in their own. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  isRoot: boolean
  /** Where Playwright keeps the Chromium it downloads. */
  playwrightPath: string
  exists: (path: string) => boolean
  /** Runs a command for at most `limit` milliseconds; whether it ended well. */
  run: (command: string, args: readonly string[], limit: number, silent?: boolean) => Promise<boolean>
  say: (sentence: string) => void
}

/** The path of a Chromium that starts: the one named, the system's, Playwright's own, or one installed now. Throws a sentence when there is none to be had. */
export async function provideChromium(machine: Machine = thisMachine()): Promise<string> {
  const found = await findChromium(machine)
  if (found !== null) return found
  await installChromium(machine)
  const installed = await findChromium(machine)
  if (installed !== null) return installed
  throw new Error(
    'No Chromium was found and none could be installed. Install one (Debian: "apt-get install chromium") or name one in CHROMIUM_PATH, then run this again.',
  )
}

async function findChromium(machine: Machine): Promise<string | null> {
  const named = machine.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (await starts(machine, named)) return named
    throw new Error(
      `CHROMIUM_PATH is "${named}", and no Chromium starts there. Correct it, or leave it unset to have one found or installed.`,
    )
  }
  for (const path of ['/usr/bin/chromium', machine.playwrightPath]) {
    if (await starts(machine, path)) return path
  }
  return null
}

/** A file alone proves nothing: without its libraries a downloaded Chromium does not start. */
async function starts(machine: Machine, path: string): Promise<boolean> {
  return machine.exists(path) && machine.run(path, ['--version'], 30 * seconds, true)
}

async function installChromium(machine: Machine): Promise<void> {
  const { isRoot, run: runs, say } = machine
  const sudo = !isRoot && (await runs('sudo', ['-n', 'true'], 10 * seconds, true))
  const mayInstall = isRoot || sudo
  say('No Chromium here: installing the one Playwright brings.')
  const libraries = mayInstall ? ['--with-deps'] : []
  const download = [playwrightCli, 'install', ...libraries, '--no-shell', 'chromium']
  if (await runs(process.execPath, download, 5 * minutes)) return
  if (!mayInstall || machine.platform !== 'linux') return
  say('That download did not work: installing the system’s own Chromium with apt-get.')
  const [command, ...before] = sudo ? ['sudo', '-n', 'apt-get'] : ['apt-get']
  const limit = 10 * minutes
  if (!(await runs(command, [...before, 'update'], limit))) return
  await runs(command, [...before, 'install', '-y', 'chromium'], limit)
}

function thisMachine(): Machine {
  // Playwright tries five times; a network that never answers must cost seconds, not its default of 30 s each.
  const env = {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
    DEBIAN_FRONTEND: 'noninteractive',
    ...process.env,
  }
  return {
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    playwrightPath: chromium.executablePath(),
    exists: existsSync,
    run: async (command, args, limit, silent = false) =>
      (await run(command, args, { env, limit, silent })) === 0,
    say: (sentence) => console.log(sentence),
  }
}
