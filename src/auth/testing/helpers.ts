import type { AuthEvent, AuthRequest } from '#auth/auth-request.ts'
import type { AuthOptions } from '#auth/auth.ts'
import { createAuth } from '#auth/auth.ts'
import { parseSessionKeys, type SessionKeys } from '#auth/session/session-keys.ts'
import type { AuthSettings } from '#auth/settings.ts'

/** What the tests of this module share: a server on loopback, requests to it, and keys. Never shipped. */

export const testOrigin = 'http://127.0.0.1:4173'

export const testKeys = [
  '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  '202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f',
] as const

export function testSessionKeys(text: string = testKeys[0]): SessionKeys {
  const parsed = parseSessionKeys(text)
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.keys
}

export type AuthRequestInit = {
  method?: string
  headers?: Record<string, string>
  cookie?: string | null
  body?: string
  address?: string
  peer?: string
  repeatedHeaders?: ReadonlySet<string>
}

/** A request as Flowdesk's own page sends it: one that changes something has our `Origin`. */
export function createAuthRequest(path: string, init: AuthRequestInit = {}): AuthRequest {
  const {
    method = 'GET',
    cookie = null,
    body,
    address = '203.0.113.7',
    peer = address,
    repeatedHeaders,
  } = init
  const headers = new Headers(method === 'GET' ? {} : { origin: testOrigin })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (cookie !== null) headers.set('cookie', cookie)
  for (const [name, value] of Object.entries(init.headers ?? {})) headers.set(name, value)
  const request = new Request(`${testOrigin}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  return { request, address, peer, ...(repeatedHeaders && { repeatedHeaders }) }
}

/** An `Auth`, the events it emits, and a shorthand for sending requests to it. */
export function createTestAuth(settings: AuthSettings, options: Partial<AuthOptions> = {}) {
  const events: AuthEvent[] = []
  const auth = createAuth(settings, {
    demo: false,
    mask: false,
    publicOrigin: null,
    onEvent: (event) => events.push(event),
    ...options,
  })
  const sendRequest = async (path: string, init?: AuthRequestInit): Promise<Response> => {
    const response = await auth.handle(createAuthRequest(path, init))
    if (response === null) throw new Error(`No route for ${path}.`)
    return response
  }
  return { auth, events, sendRequest }
}

/** The cookies a response sets, as a browser sends them back: `name=value; name=value`. Cleared ones are left out. */
export function responseCookies(response: Response): string {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ')
}
