import { createProxy } from '#proxy/proxy.ts'
import type { Handler } from '#server/http/handler.ts'
import type { Source } from '#server/settings/settings.ts'

/** The proxy in front of the source the settings name. The emulator's code and data load only where they are used. */
export async function createUpstream(source: Source): Promise<Handler> {
  if (source.kind === 'twilio') {
    const proxy = createProxy({ fetch, base: source.base, credentials: source.credentials })
    return (request) => proxy(request, { caller: 'local' })
  }
  const { createEmulator } = await import('#emulator/emulator.ts')
  const { emulatorUser, emulatorPassword } = await import('#emulator/credentials.ts')
  const proxy = createProxy({
    fetch: createEmulator(source.emulator),
    base: new URL('https://studio.twilio.com'),
    credentials: { user: emulatorUser, password: emulatorPassword },
  })
  return (request) => proxy(request, { caller: 'local' })
}

/** Where the data comes from, for the line that says that Flowdesk runs. */
export function describeSource(source: Source): string {
  if (source.kind === 'twilio') return `reading from ${source.base.host}`
  return source.because === 'asked' ? 'demo data: --demo' : 'demo data: no Twilio credentials given'
}
