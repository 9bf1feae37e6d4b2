import { logLevels, type LogLevel } from '#server/logs/log.ts'

import type { Environment } from './environment.ts'
import { createEnvReader, quoteValue, type EnvReader } from './env-reader.ts'

/** The emulator's options; without one, the emulator's own default applies. */
export type EmulatorConfig = { latencyMs?: number; engagements?: number; gzip?: boolean }

const maxEngagements = 10_000_000
const maxLatencyMs = 600_000

export function parseEmulatorConfig(reader: EnvReader): EmulatorConfig {
  const latencyMs = reader.integer('EMULATOR_LATENCY_MS', { min: 0, max: maxLatencyMs, defaultValue: null })
  const engagements = reader.integer('EMULATOR_ENGAGEMENTS', {
    min: 0,
    max: maxEngagements,
    defaultValue: null,
  })
  const gzip = reader.enumValue('EMULATOR_GZIP', ['off', 'on'], null)
  return {
    ...(gzip === null ? {} : { gzip: gzip === 'on' }),
    ...(latencyMs === null ? {} : { latencyMs }),
    ...(engagements === null ? {} : { engagements }),
  }
}

/** Settings of the emulator's own command. It listens on this machine only. */
export type EmulatorSettings = { port: number; logLevel: LogLevel; emulator: EmulatorConfig }

const defaultEmulatorPort = 4180

export function parseEmulatorSettings(
  env: Environment,
  args: readonly string[] = [],
): { settings: EmulatorSettings } | { errors: readonly string[] } {
  const reader = createEnvReader(env)
  if (args[0] !== undefined)
    reader.addError(`Unknown argument ${quoteValue(args[0])}: the emulator has no arguments.`)
  const settings: EmulatorSettings = {
    port: reader.integer('EMULATOR_PORT', { min: 0, max: 65_535, defaultValue: defaultEmulatorPort }),
    logLevel: reader.enumValue('LOG_LEVEL', logLevels, 'info'),
    emulator: parseEmulatorConfig(reader),
  }
  return reader.errors.length > 0 ? { errors: reader.errors } : { settings }
}
