import type { Machine } from './browsers.ts'

/** The programs that hold what several servers share. Either will do. Debian's packages have the same names. */
const names = ['valkey-server', 'redis-server'] as const

const seconds = 1_000
const minutes = 60 * seconds

/**
 * Finds Valkey or Redis on the machine, or installs one: tests start it by its name.
 * @returns its name; null if none can be found or installed
 */
export async function provideStore(
  machine: Pick<Machine, 'isRoot' | 'platform' | 'run' | 'log'>,
): Promise<string | null> {
  const { isRoot, platform, run, log } = machine
  const find = async () => {
    for (const name of names) if (await run(name, ['--version'], 10 * seconds, true)) return name
    return null
  }
  const found = await find()
  if (found !== null || platform !== 'linux') return found
  const sudo = !isRoot && (await run('sudo', ['-n', 'true'], 10 * seconds, true))
  if (!isRoot && !sudo) return null
  log('Neither Valkey nor Redis found: installing one with apt-get.')
  const [command, ...sudoArgs] = sudo ? ['sudo', '-n', 'apt-get'] : ['apt-get']
  if (!(await run(command, [...sudoArgs, 'update'], 10 * minutes))) return null
  for (const name of names) {
    if (await run(command, [...sudoArgs, 'install', '-y', '--no-install-recommends', name], 10 * minutes))
      break
  }
  return find()
}
