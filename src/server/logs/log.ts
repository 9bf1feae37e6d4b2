import { randomBytes } from 'node:crypto'

import { pino } from 'pino'

import { createLogOutput, type LogOutput } from './log-output.ts'

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
  /** Whether lines of the audit log arrive where they should. True at `silent`, which writes none. */
  canAudit: () => boolean
  /** Writes what waits, for a second at most. @returns whether all of it is written; if not, `process.exit` may never return */
  close: () => Promise<boolean>
}

/**
 * Writes the log to stdout: a plain sentence at start and stop, and lines of JSON for everything else. Never log anything
 * that could come from a query, a body or a credential. A failure to start does not go through this log, because it is
 * printed at every level. Each line of JSON has the server's random id and a number that counts up, so that a gap shows.
 */
export function createLog(level: LogLevel, output: LogOutput = createLogOutput()): Log {
  const { write } = output
  const server = randomBytes(4).toString('hex')
  let seq = 0
  const numbered = () => ({ server, seq: ++seq })
  const logger = createJsonLogger(level, write, numbered)
  const auditLogger = createJsonLogger(level === 'silent' ? 'silent' : 'info', write, numbered)
  return {
    info: (message) => void (logger.isLevelEnabled('info') && write(`${message}\n`)),
    error: (message, error) => logger.error({ stack: stackTrace(error) }, message),
    request: (fields) => logger.debug(fields, 'request'),
    audit: (audit, fields) => auditLogger.info({ audit, ...fields }),
    canAudit: () => level === 'silent' || output.isWritable(),
    close: output.close,
  }
}

function createJsonLogger(level: LogLevel, write: LogOutput['write'], mixin: () => object) {
  return pino(
    {
      level,
      // No host and process id: the log collector adds them.
      base: null,
      mixin,
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
