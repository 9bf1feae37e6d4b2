import { pino } from 'pino'

/** How much is said, from nothing to everything. */
export const logLevels = ['silent', 'error', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** One line of JSON more for those who keep the logs. Only what is named here is ever in it. */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>

export type Log = {
  /** A plain sentence for people, at `info`. */
  say: (sentence: string) => void
  /** A fault of ours, at `error`, with the stack of what was thrown and nothing else of it. */
  fault: (what: string, thrown: unknown) => void
  /** A request that was answered, at `debug`: a list of 100,000 engagements is a hundred of them. */
  request: (facts: Facts) => void
  /** A line of the audit, at any level but `silent`. */
  audit: (audit: string, facts: Facts) => void
}

type Write = (text: string) => unknown

/**
 * What Flowdesk tells whoever runs it, on stdout: a plain sentence when it starts and stops, and lines of JSON for
 * everything else. Nothing that a query, a body or a credential could have brought in may come here. A failure to start
 * is said whatever the level, and so not through this.
 */
export function createLog(level: LogLevel, write: Write = (text) => process.stdout.write(text)): Log {
  const lines = createLines(level, write)
  const audits = createLines(level === 'silent' ? 'silent' : 'info', write)
  return {
    say: (sentence) => void (lines.isLevelEnabled('info') && write(`${sentence}\n`)),
    fault: (what, thrown) => lines.error({ stack: stackOf(thrown) }, what),
    request: (facts) => lines.debug(facts, 'request'),
    audit: (audit, facts) => audits.info({ audit, ...facts }),
  }
}

function createLines(level: LogLevel, write: Write) {
  return pino(
    {
      level,
      // Neither host nor process id: whatever collects the lines knows them better.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  )
}

/** Other fields of an error may hold anything, the request with its key among them. */
function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
