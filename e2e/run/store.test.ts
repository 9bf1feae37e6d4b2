import { expect, test } from 'vitest'

import { provideStore } from './store.ts'

/** A machine with these programs, where apt-get can install others. */
function createFakeMachine({
  programs = [] as string[],
  packages = [] as string[],
  isRoot = true,
  sudo = false,
  platform = 'linux' as NodeJS.Platform,
}) {
  const installed = new Set(programs)
  const commands: string[] = []
  const run = async (command: string, args: readonly string[]) => {
    if (args[0] === '--version') return installed.has(command)
    const line = [command, ...args].join(' ')
    commands.push(line)
    if (command === 'sudo' && !sudo) return false
    const name = args.at(-1) ?? ''
    if (!args.includes('install')) return true
    if (packages.includes(name)) installed.add(name)
    return packages.includes(name)
  }
  return { machine: { isRoot, platform, run, log: () => {} }, commands }
}

test('Valkey is preferred, and Redis will do', async () => {
  const both = createFakeMachine({ programs: ['redis-server', 'valkey-server'] })
  expect(await provideStore(both.machine)).toBe('valkey-server')
  const redis = createFakeMachine({ programs: ['redis-server'] })
  expect(await provideStore(redis.machine)).toBe('redis-server')
  expect([both.commands, redis.commands]).toEqual([[], []])
})

test('where there is none, the first that the distribution has is installed', async () => {
  const { machine, commands } = createFakeMachine({ packages: ['redis-server'] })
  expect(await provideStore(machine)).toBe('redis-server')
  expect(commands).toEqual([
    'apt-get update',
    'apt-get install -y --no-install-recommends valkey-server',
    'apt-get install -y --no-install-recommends redis-server',
  ])
})

test('without root, sudo installs it if it needs no password', async () => {
  const { machine, commands } = createFakeMachine({ packages: ['valkey-server'], isRoot: false, sudo: true })
  expect(await provideStore(machine)).toBe('valkey-server')
  expect(commands.at(-1)).toBe('sudo -n apt-get install -y --no-install-recommends valkey-server')
})

test('without permission to install, on another system, or without a package, there is none', async () => {
  expect(await provideStore(createFakeMachine({ isRoot: false }).machine)).toBeNull()
  const mac = createFakeMachine({ platform: 'darwin', packages: ['redis-server'] })
  expect([await provideStore(mac.machine), mac.commands]).toEqual([null, []])
  expect(await provideStore(createFakeMachine({}).machine)).toBeNull()
})
