import { isLoopback } from '#server/http/handler.ts'

import { parseCredentials, type Credentials } from './credentials.ts'
import { parseEmulatorConfig, type EmulatorConfig } from './emulator-settings.ts'
import type { EnvReader } from './env-reader.ts'

/** Where the data comes from: an account at Twilio, or the emulator (and why). */
export type DataSource =
  | { kind: 'twilio'; credentials: Credentials; base: URL }
  | { kind: 'demo'; reason: 'requested' | 'no-credentials'; emulator: EmulatorConfig }

/** @param demo whether demo data was requested, even with credentials */
export function parseDataSource(reader: EnvReader, demo: boolean): DataSource {
  const base = parseStudioUrl(reader)
  const emulator = parseEmulatorConfig(reader)
  if (demo) return { kind: 'demo', reason: 'requested', emulator }
  const credentials = parseCredentials(reader)
  // Null after an error too. The settings are not used then, so half a pair never means demo data.
  if (credentials === null) return { kind: 'demo', reason: 'no-credentials', emulator }
  return { kind: 'twilio', credentials, base }
}

const defaultStudioUrl = 'https://studio.twilio.com'

/** Errors do not repeat the value: people put passwords into URLs. */
function parseStudioUrl(reader: EnvReader): URL {
  const given = reader.text('TWILIO_STUDIO_URL') ?? defaultStudioUrl
  const url = URL.canParse(given) ? new URL(given) : null
  const error = url === null ? 'is not a URL' : validateStudioUrl(url)
  if (url !== null && error === null) return url
  reader.addError(`TWILIO_STUDIO_URL ${error}: write it like ${defaultStudioUrl}, or leave it out.`)
  return new URL(defaultStudioUrl)
}

function validateStudioUrl(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an https URL'
  if (url.username || url.password) {
    return 'contains a user or password, which belong in TWILIO_API_KEY and TWILIO_API_SECRET'
  }
  if (url.pathname !== '/' || url.search || url.hash)
    return 'contains a path or query, but must be only an origin'
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return 'is plain http, which would expose the credentials and is allowed only for an upstream on this machine'
  }
  return null
}
