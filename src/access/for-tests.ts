import type { AccessEvent, AccessOptions, Visit } from './access.ts'
import { createAccess } from './access.ts'
import { readSessionKeys, type SessionKeys } from './session-keys.ts'
import type { AccessSettings } from './settings.ts'

/** What the tests of this room share: a dashboard on loopback, visits to it, and keys. Never shipped. */

export const origin = 'http://127.0.0.1:4173'

export const keyTexts = [
  '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  '202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f',
] as const

export function sessionKeys(text: string = keyTexts[0]): SessionKeys {
  const read = readSessionKeys(text)
  if ('wrong' in read) throw new Error(read.wrong)
  return read.keys
}

export type VisitInit = {
  method?: string
  headers?: Record<string, string>
  cookie?: string | null
  body?: string
  address?: string
  peer?: string
}

/** A request as a page of ours makes it: one that changes something bears our `Origin`. */
export function visit(path: string, init: VisitInit = {}): Visit {
  const { method = 'GET', cookie = null, body, address = '203.0.113.7', peer = address } = init
  const headers = new Headers(method === 'GET' ? {} : { origin })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (cookie !== null) headers.set('cookie', cookie)
  for (const [name, value] of Object.entries(init.headers ?? {})) headers.set(name, value)
  const request = new Request(`${origin}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  return { request, address, peer }
}

/** A door, what it tells, and a shorthand for asking it. */
export function openDoor(settings: AccessSettings, options: Partial<AccessOptions> = {}) {
  const events: AccessEvent[] = []
  const access = createAccess(settings, {
    demo: false,
    mask: false,
    publicOrigin: null,
    tell: (event) => events.push(event),
    ...options,
  })
  const ask = async (path: string, init?: VisitInit): Promise<Response> => {
    const answer = await access.answer(visit(path, init))
    if (answer === null) throw new Error(`Nothing here answers ${path}.`)
    return answer
  }
  return { access, events, ask }
}

/** The cookies an answer sets, as a browser sends them back: `name=value; name=value`. Those it clears are left out. */
export function cookiesOf(answer: Response): string {
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ')
}
