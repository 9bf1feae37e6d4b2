import { pino } from 'pino'

/** From nothing to everything. */
export const logLevels = ['silent', 'error', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** The fields of a JSON line. Nothing else is ever written. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export type Log = {
  /** A plain sentence, at `info`. */
  info: (message: string) => void
  /** A bug, at `error`, with the stack of the thrown error and nothing else of it. */
  error: (message: string, error: unknown) => void
  /** A finished request, at `debug`: loading 100,000 engagements takes a hundred of them. */
  request: (fields: LogFields) => void
  /** A line of the audit log, at every level but `silent`. */
  audit: (audit: string, fields: LogFields) => void
}

type Write = (text: string) => unknown

/**
 * Writes the log to stdout: a plain sentence at start and stop, and lines of JSON for everything else. Never log anything
 * that could come from a query, a body or a credential. A failure to start does not go through this log, because it is
 * printed at every level.
 */
export function createLog(level: LogLevel, write: Write = (text) => process.stdout.write(text)): Log {
  const logger = createJsonLogger(level, write)
  const auditLogger = createJsonLogger(level === 'silent' ? 'silent' : 'info', write)
  return {
    info: (message) => void (logger.isLevelEnabled('info') && write(`${message}\n`)),
    error: (message, error) => logger.error({ stack: stackTrace(error) }, message),
    request: (fields) => logger.debug(fields, 'request'),
    audit: (audit, fields) => auditLogger.info({ audit, ...fields }),
  }
}

function createJsonLogger(level: LogLevel, write: Write) {
  return pino(
    {
      level,
      // No host and process id: the log collector adds them.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  )
}

/** Other fields of an error may contain anything, including the request with its key. */
function stackTrace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
