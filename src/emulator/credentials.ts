/** The one API key the emulator knows. No secret: it opens nothing but made-up data. */
export const emulatorUser = `SK${'0'.repeat(32)}`
export const emulatorPassword = 'emulator'

const expected = `Basic ${btoa(`${emulatorUser}:${emulatorPassword}`)}`

/** Whether a request bears the emulator's key as HTTP Basic credentials (RFC 7617). */
export function isAuthenticated(request: Request): boolean {
  return request.headers.get('authorization') === expected
}
