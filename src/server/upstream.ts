import type { DataSource } from './settings/upstream-settings.ts'

import { createUpstreamFetch } from './compression/upstream-fetch.ts'
import type { AppOptions } from './create-app.ts'

/** The upstream from the settings. The emulator is imported only when it is used. */
export async function loadUpstream(source: DataSource): Promise<AppOptions['upstream']> {
  if (source.kind === 'twilio') {
    const { base, credentials } = source
    return { fetch: createUpstreamFetch(base), base, credentials }
  }
  const { createEmulator } = await import('#emulator/emulator.ts')
  const { emulatorUser, emulatorPassword } = await import('#emulator/http/credentials.ts')
  return {
    fetch: createEmulator(source.emulator),
    base: new URL('https://studio.twilio.com'),
    credentials: { user: emulatorUser, password: emulatorPassword },
  }
}

/** Where the data comes from, for the message at the start. */
export function describeDataSource(source: DataSource): string {
  if (source.kind === 'twilio') return `reading from ${source.base.host}`
  return source.reason === 'requested' ? 'demo data: --demo' : 'demo data: no Twilio credentials given'
}
