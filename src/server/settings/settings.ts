import type { AccessSettings } from '#access/settings.ts'
import { logLevels, type LogLevel } from '#server/logs/log.ts'

import { readAccess } from './access-settings.ts'
import type { Environment } from './environment.ts'
import { readReach, type Reach } from './reach-settings.ts'
import { createReader, quote } from './setting-readers.ts'
import { readSource, type Source } from './source-settings.ts'

export type Settings = {
  source: Source
  /** Where Flowdesk listens, and by what name and through whom it is reached. */
  reach: Reach
  access: AccessSettings
  logLevel: LogLevel
  /** How many requests to Twilio may run at once. */
  atOnce: number
  /** Whether personal data is masked on every screen until somebody lifts it there. */
  mask: boolean
  /** What opens `/metrics` to other machines; null for nothing. */
  metricsToken: string | null
}

/** What was read, or what is wrong: a sentence for each setting, with its name, the reason and the remedy. */
export type ReadSettings = { settings: Settings } | { errors: readonly string[] }

/**
 * Every setting of the dashboard, from the environment and the command's arguments. `--demo` means demo data whatever
 * credentials there are. No sentence ever holds a credential.
 */
export function readSettings(env: Environment, args: readonly string[] = []): ReadSettings {
  const reader = createReader(env)
  const unknown = args.find((arg) => arg !== '--demo')
  if (unknown !== undefined) reader.fail(`${quote(unknown)} is not known: the only argument is --demo.`)

  const source = readSource(reader, args.includes('--demo'))
  const access = readAccess(reader)
  const settings: Settings = {
    source,
    reach: readReach(reader, access.kind),
    access: access.settings,
    logLevel: reader.word('LOG_LEVEL', logLevels, 'info'),
    atOnce: reader.integer('UPSTREAM_AT_ONCE', { from: 1, to: 50, otherwise: 4 }),
    mask: reader.word('MASK', ['off', 'on'], 'off') === 'on',
    metricsToken: reader.parsed('METRICS_TOKEN', readMetricsToken)?.token ?? null,
  }
  return reader.errors.length > 0 ? { errors: reader.errors } : { settings }
}

/** Long enough not to be guessed, and what can stand in an `Authorization` header. The value is not repeated. */
function readMetricsToken(text: string): { token: string } | { wrong: string } {
  if (/^[\x21-\x7e]{16,}$/.test(text)) return { token: text }
  return {
    wrong:
      'METRICS_TOKEN must be at least 16 characters, letters, digits and signs without spaces: make one with openssl rand -hex 16, or leave it out.',
  }
}
