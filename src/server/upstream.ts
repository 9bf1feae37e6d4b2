import type { Source } from '#server/settings/source-settings.ts'

import type { DashboardOptions } from './dashboard.ts'

/** Whom the settings name. The emulator's code and data load only where they are used. */
export async function openUpstream(source: Source): Promise<DashboardOptions['upstream']> {
  if (source.kind === 'twilio') return { fetch, base: source.base, credentials: source.credentials }
  const { createEmulator } = await import('#emulator/emulator.ts')
  const { emulatorUser, emulatorPassword } = await import('#emulator/credentials.ts')
  return {
    fetch: createEmulator(source.emulator),
    base: new URL('https://studio.twilio.com'),
    credentials: { user: emulatorUser, password: emulatorPassword },
  }
}

/** Where the data comes from, for the line that says that Flowdesk runs. */
export function describeSource(source: Source): string {
  if (source.kind === 'twilio') return `reading from ${source.base.host}`
  return source.because === 'asked' ? 'demo data: --demo' : 'demo data: no Twilio credentials given'
}
