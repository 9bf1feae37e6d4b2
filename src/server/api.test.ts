import { expect, test } from 'vitest'

import type { AuthMode } from '#contract/session.ts'

import { createApi } from './api.ts'

/** The caller that the proxy gets. */
async function callerOf(authKind: AuthMode, user: string, address: string): Promise<string> {
  const callers: string[] = []
  const api = createApi({
    proxy: async (_, { caller }) => {
      callers.push(caller)
      return new Response()
    },
    audit: { dataRead: () => {}, clientEvent: () => {} },
    authKind,
    maxBytes: 1000,
    canRead: () => true,
  })
  await api({ request: new Request('http://localhost/api/v1/Flows'), peer: address, address }, { user })
  return callers.join()
}

test('a caller is a signed-in person where everybody has a name, otherwise an address, IPv6 by its /64', async () => {
  const [one, two] = ['2001:db8:1:2::1', '2001:db8:1:2:3::4']
  for (const authKind of ['oidc', 'header'] as const) {
    expect(await callerOf(authKind, 'a@example.com', one)).toBe('a@example.com')
  }
  for (const authKind of ['password', 'local'] as const) {
    expect(await callerOf(authKind, 'everybody', one)).toBe('2001:db8:1:2::/64')
    expect(await callerOf(authKind, 'everybody', two)).toBe('2001:db8:1:2::/64')
    expect(await callerOf(authKind, 'everybody', '203.0.113.7')).toBe('203.0.113.7')
  }
})
