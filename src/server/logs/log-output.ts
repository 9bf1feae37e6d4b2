import { destination } from 'pino'

export type LogOutput = {
  write: (text: string) => void
  /** Whether lines arrive: false after a failed write, or while too many bytes wait. */
  isWritable: () => boolean
  /** Writes what waits, for a second at most. @returns whether all of it is written; if not, `process.exit` may never return */
  close: () => Promise<boolean>
}

/** Bytes that may wait for a slow reader of stdout: some thousand lines. What exceeds them is dropped. */
const maxWaitingBytes = 2 ** 20

/**
 * Writes to stdout without ever throwing or waiting. A reader that has gone (EPIPE), a full disk (ENOSPC) or one that is
 * stuck loses lines, and `isWritable` says so until a write succeeds again.
 * @param target a file descriptor or a path
 */
export function createLogOutput(target: number | string = 1): LogOutput {
  const output = destination({ dest: target, sync: false, maxLength: maxWaitingBytes })
  let hasFailed = false
  let isFull = false
  output.on('error', (error: unknown) => {
    if (!hasFailed) reportOnStderr(error)
    hasFailed = true
  })
  output.on('drop', () => {
    isFull = true
  })
  output.on('write', () => {
    hasFailed = false
    isFull = false
  })
  // At an exit, pino writes what waits, and on a full disk it tries again without end.
  const flushSync = output.flushSync.bind(output)
  output.flushSync = () => {
    if (!hasFailed) flushSync()
  }
  return {
    write: (text) => void output.write(text),
    isWritable() {
      // After a failure nothing is written until the next call. This tries again what waits.
      if (hasFailed) output.write('')
      return !hasFailed && !isFull
    },
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), 1000)
        output.once('close', () => {
          clearTimeout(timer)
          resolve(true)
        })
        output.end()
      }),
  }
}

/** Where stdout is broken, stderr may be as well. */
function reportOnStderr(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  process.stderr.once('error', () => {})
  process.stderr.write(`Flowdesk cannot write its log to stdout${code}.\n`)
}
