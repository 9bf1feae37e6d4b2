/** The only API key the emulator accepts. Not a secret: it gives access to generated data only. */
export const emulatorUser = `SK${'0'.repeat(32)}`
export const emulatorPassword = 'emulator'

const authorization = `Basic ${btoa(`${emulatorUser}:${emulatorPassword}`)}`

/** Whether a request has the emulator's key as HTTP Basic credentials (RFC 7617). */
export function isAuthenticated(request: Request): boolean {
  return request.headers.get('authorization') === authorization
}

/**
 * A request with the emulator's credentials.
 * @param pathOrUrl a path that starts with `/v1`, or an absolute URL from a response
 */
export function createEmulatorRequest(pathOrUrl: string, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers)
  headers.set('authorization', authorization)
  return new Request(new URL(pathOrUrl, 'https://studio.twilio.com'), { ...init, headers })
}
