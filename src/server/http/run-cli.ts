import { StartFailure } from './listen.ts'

/**
 * Runs a command. A `StartFailure` is printed to stderr without a stack and ends the process with code 1; any other
 * error is a bug and keeps its stack.
 */
export async function runCli(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/** The settings; throws a `StartFailure` with all errors where there are any. */
export function unwrap<S>(result: { settings: S } | { errors: readonly string[] }): S {
  if ('errors' in result) throw new StartFailure(result.errors.join('\n'))
  return result.settings
}
