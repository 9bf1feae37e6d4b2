import { emulatorPassword, emulatorUser } from './credentials.ts'

/** A request the emulator lets in: a path from `/v1` on, or the absolute URL out of an answer. */
export function emulatorRequest(pathOrUrl: string, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Basic ${btoa(`${emulatorUser}:${emulatorPassword}`)}`)
  return new Request(new URL(pathOrUrl, 'https://studio.twilio.com'), { ...init, headers })
}
