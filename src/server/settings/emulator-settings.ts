import { logLevels, type LogLevel } from '#server/logs/log.ts'

import type { Environment } from './environment.ts'
import { createReader, quote, type Reader } from './setting-readers.ts'

/** How the emulator behaves; what is absent is its own choice. */
export type EmulatorOptions = { latencyMs?: number; engagements?: number }

const mostEngagements = 10_000_000
const mostLatencyMs = 600_000

export function readEmulatorOptions(reader: Reader): EmulatorOptions {
  const latencyMs = reader.integer('EMULATOR_LATENCY_MS', { from: 0, to: mostLatencyMs, otherwise: null })
  const engagements = reader.integer('EMULATOR_ENGAGEMENTS', {
    from: 0,
    to: mostEngagements,
    otherwise: null,
  })
  return {
    ...(latencyMs === null ? {} : { latencyMs }),
    ...(engagements === null ? {} : { engagements }),
  }
}

/** Settings of the emulator's own command. It listens on this machine only: its data is nobody's, but its port is open. */
export type EmulatorSettings = { port: number; logLevel: LogLevel; emulator: EmulatorOptions }

const defaultEmulatorPort = 4180

export function readEmulatorSettings(
  env: Environment,
  args: readonly string[] = [],
): { settings: EmulatorSettings } | { errors: readonly string[] } {
  const reader = createReader(env)
  if (args[0] !== undefined) reader.fail(`${quote(args[0])} is not known: the emulator takes no arguments.`)
  const settings: EmulatorSettings = {
    port: reader.integer('EMULATOR_PORT', { from: 0, to: 65_535, otherwise: defaultEmulatorPort }),
    logLevel: reader.word('LOG_LEVEL', logLevels, 'info'),
    emulator: readEmulatorOptions(reader),
  }
  return reader.errors.length > 0 ? { errors: reader.errors } : { settings }
}
