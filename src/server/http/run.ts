import { StartFailure } from './listen.ts'

/**
 * Runs a command. What keeps it from starting is said in sentences on stderr, without a stack, and ends the process
 * with code 1; anything else that is thrown is a fault of ours and keeps its stack.
 */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (thrown) {
    if (!(thrown instanceof StartFailure)) throw thrown
    process.stderr.write(`${thrown.message}\n`)
    process.exit(1)
  }
}

/** The settings, where nothing is wrong with them; otherwise throws the `StartFailure` with every sentence. */
export function orFail<S>(read: { settings: S } | { errors: readonly string[] }): S {
  if ('errors' in read) throw new StartFailure(read.errors.join('\n'))
  return read.settings
}
