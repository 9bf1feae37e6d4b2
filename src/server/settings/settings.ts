import type { AuthSettings } from '#auth/settings.ts'
import { logLevels, type LogLevel } from '#server/logs/log.ts'

import { parseAuth } from './auth-settings.ts'
import type { Environment } from './environment.ts'
import { parseNetwork, type NetworkSettings } from './network-settings.ts'
import { createEnvReader, quoteValue } from './env-reader.ts'
import { parseDataSource, type DataSource } from './upstream-settings.ts'

export type Settings = {
  source: DataSource
  network: NetworkSettings
  auth: AuthSettings
  logLevel: LogLevel
  /** Whether customers' data may be read while the audit log cannot be written. */
  readWithoutAudit: boolean
  /** How many requests to Twilio may run at once. */
  maxConcurrent: number
  /** Whether personal data is masked at every start, until a user shows it in their tab. */
  mask: boolean
  /** Whether what AI tools read over MCP is masked. */
  mcpMask: boolean
  /** The token that opens `/metrics` to other machines; null where nothing does. */
  metricsToken: string | null
}

/** The settings, or an error for each invalid one, with its name, the reason and the remedy. */
export type ParsedSettings = { settings: Settings } | { errors: readonly string[] }

/**
 * Reads every setting from the environment and the command's arguments. `--demo` means demo data even with credentials.
 * No error contains a credential.
 */
export function parseSettings(env: Environment, args: readonly string[] = []): ParsedSettings {
  const reader = createEnvReader(env)
  const unknown = args.find((arg) => arg !== '--demo')
  if (unknown !== undefined)
    reader.addError(`Unknown argument ${quoteValue(unknown)}: the only argument is --demo.`)

  const source = parseDataSource(reader, args.includes('--demo'))
  const auth = parseAuth(reader)
  const settings: Settings = {
    source,
    network: parseNetwork(reader, auth.kind),
    auth: auth.settings,
    logLevel: reader.enumValue('LOG_LEVEL', logLevels, 'info'),
    readWithoutAudit: reader.enumValue('AUDIT_FAILURE', ['refuse', 'continue'], 'refuse') === 'continue',
    maxConcurrent: reader.integer('UPSTREAM_AT_ONCE', { min: 1, max: 50, defaultValue: 4 }),
    mask: reader.enumValue('MASK', ['off', 'on'], 'off') === 'on',
    mcpMask: reader.enumValue('MCP_MASK', ['on', 'off'], 'on') === 'on',
    metricsToken: reader.parsed('METRICS_TOKEN', parseMetricsToken)?.token ?? null,
  }
  return reader.errors.length > 0 ? { errors: reader.errors } : { settings }
}

/** Long enough not to be guessed, and valid in an `Authorization` header. The error does not repeat the value. */
function parseMetricsToken(text: string): { token: string } | { error: string } {
  if (/^[\x21-\x7e]{16,}$/.test(text)) return { token: text }
  return {
    error:
      'METRICS_TOKEN must be at least 16 characters (ASCII letters, digits and signs, without spaces): create one with openssl rand -hex 16, or leave it out.',
  }
}
