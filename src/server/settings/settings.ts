import { isLoopback } from '#server/http/loopback.ts'
import { logLevels, type LogLevel } from '#server/logs/log.ts'

import { readCredentials, type Credentials } from './credentials.ts'
import { readEmulatorOptions, type EmulatorOptions } from './emulator-settings.ts'
import type { Environment } from './environment.ts'
import { createReader, quote, type Reader } from './setting-readers.ts'

/** Where the data comes from: an account at Twilio, or the emulator, and why it. */
export type Source =
  | { kind: 'twilio'; credentials: Credentials; base: URL }
  | { kind: 'demo'; because: 'asked' | 'no-credentials'; emulator: EmulatorOptions }

export type Settings = { source: Source; host: string; port: number; logLevel: LogLevel }

/** What was read, or what is wrong: a sentence for each setting, with its name, the reason and the remedy. */
export type ReadSettings = { settings: Settings } | { errors: readonly string[] }

const defaultPort = 4173

/**
 * Every setting of the dashboard, from the environment and the command's arguments. `--demo` means demo data whatever
 * credentials there are. No sentence ever holds a credential.
 */
export function readSettings(env: Environment, args: readonly string[] = []): ReadSettings {
  const reader = createReader(env)
  const unknown = args.find((arg) => arg !== '--demo')
  if (unknown !== undefined) reader.fail(`${quote(unknown)} is not known: the only argument is --demo.`)

  const settings: Settings = {
    source: readSource(reader, args.includes('--demo')),
    host: readHost(reader),
    port: reader.integer('PORT', { from: 0, to: 65_535, otherwise: defaultPort }),
    logLevel: reader.word('LOG_LEVEL', logLevels, 'info'),
  }
  return reader.errors.length > 0 ? { errors: reader.errors } : { settings }
}

function readSource(reader: Reader, demo: boolean): Source {
  const base = readStudioUrl(reader)
  const emulator = readEmulatorOptions(reader)
  if (demo) return { kind: 'demo', because: 'asked', emulator }
  const credentials = readCredentials(reader)
  // After an error null comes here too; the settings are then thrown away, so half a pair is never demo data.
  if (credentials === null) return { kind: 'demo', because: 'no-credentials', emulator }
  return { kind: 'twilio', credentials, base }
}

function readHost(reader: Reader): string {
  const host = reader.text('HOST') ?? '127.0.0.1'
  if (!isLoopback(host)) {
    reader.fail(
      `HOST is ${quote(host)}, but this version has no sign-in and so listens only on this machine: use 127.0.0.1 or leave it out.`,
    )
  }
  return host
}

const studioUrl = 'https://studio.twilio.com'

/** The value is not repeated: people put passwords into URLs. */
function readStudioUrl(reader: Reader): URL {
  const given = reader.text('TWILIO_STUDIO_URL') ?? studioUrl
  const url = URL.canParse(given) ? new URL(given) : null
  const wrong = url === null ? 'is not a URL' : whatIsWrong(url)
  if (url !== null && wrong === null) return url
  reader.fail(`TWILIO_STUDIO_URL ${wrong}: write it like ${studioUrl}, or leave it out.`)
  return new URL(studioUrl)
}

function whatIsWrong(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an https URL'
  if (url.username || url.password) {
    return 'holds a user or password, which belong in TWILIO_API_KEY and TWILIO_API_SECRET'
  }
  if (url.pathname !== '/' || url.search || url.hash)
    return 'holds a path or query, but must be an origin only'
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return 'is plain http, over which the credentials could be read on the way; only this machine may be asked so'
  }
  return null
}
