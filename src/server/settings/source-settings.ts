import { isLoopback } from '#server/http/loopback.ts'

import { readCredentials, type Credentials } from './credentials.ts'
import { readEmulatorOptions, type EmulatorOptions } from './emulator-settings.ts'
import type { Reader } from './setting-readers.ts'

/** Where the data comes from: an account at Twilio, or the emulator, and why it. */
export type Source =
  | { kind: 'twilio'; credentials: Credentials; base: URL }
  | { kind: 'demo'; because: 'asked' | 'no-credentials'; emulator: EmulatorOptions }

/** @param demo whether demo data was asked for, whatever credentials there are */
export function readSource(reader: Reader, demo: boolean): Source {
  const base = readStudioUrl(reader)
  const emulator = readEmulatorOptions(reader)
  if (demo) return { kind: 'demo', because: 'asked', emulator }
  const credentials = readCredentials(reader)
  // After an error null comes here too; the settings are then thrown away, so half a pair is never demo data.
  if (credentials === null) return { kind: 'demo', because: 'no-credentials', emulator }
  return { kind: 'twilio', credentials, base }
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
