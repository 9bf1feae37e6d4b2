/** How much is said, from nothing to everything. */
export const logLevels = ['silent', 'error', 'info'] as const
export type LogLevel = (typeof logLevels)[number]

export type Log = { info: (line: string) => void; error: (line: string) => void }

/**
 * Lines for whoever runs Flowdesk: `info` on stdout, `error` on stderr. Nothing that a query, a body or a credential
 * could have brought in may come here. A failure to start is said whatever the level, and so not through this.
 */
export function createLog(level: LogLevel): Log {
  const rank = logLevels.indexOf(level)
  return {
    info: (line) => void (rank >= logLevels.indexOf('info') && process.stdout.write(`${line}\n`)),
    error: (line) => void (rank >= logLevels.indexOf('error') && process.stderr.write(`${line}\n`)),
  }
}
