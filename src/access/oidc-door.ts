import * as z from 'zod/mini'

import type { AccessEvent, Visit } from './access.ts'
import { isAllowed } from './allowed.ts'
import { redirect, refuseMethod } from './answers.ts'
import { createCookie } from './cookies.ts'
import type { Door } from './door.ts'
import { ownOrigin } from './own-origin.ts'
import { readPerson } from './person.ts'
import { createProvider } from './provider.ts'
import { readReturnPath } from './return-path.ts'
import { createSeal } from './seal.ts'
import type { SessionKeys } from './session-keys.ts'
import type { Sessions } from './sessions.ts'
import type { OidcSettings } from './settings.ts'
import { reasonOf } from './reason.ts'

/**
 * Why a sign-in came to nothing, as the page hears it in `/?sign-in=…`. `not-allowed`: the provider knows them, but they may
 * not come in. `expired`: it took too long, or was begun in another tab. `failed`: anything else, such as a provider that does not answer.
 */
type Refusal = 'not-allowed' | 'expired' | 'failed'

/** How long people may take at the provider. */
const longestSeconds = 600

const callbackPath = '/auth/oidc/callback'

export type OidcDoorOptions = {
  oidc: OidcSettings
  keys: SessionKeys
  sessions: Sessions
  secure: boolean
  publicOrigin: string | null
  tell: (event: AccessEvent) => void
  now: () => number
}

/** People whom an OpenID Connect provider knows: `GET /auth/oidc?to=/path` goes there, `GET /auth/oidc/callback` comes back. */
export function createOidcDoor(options: OidcDoorOptions): Door {
  const { oidc, sessions, publicOrigin, tell, now } = options
  const provider = createProvider(oidc)
  const cookie = createCookie('flowdesk-oidc', options.secure)
  const seal = createSeal(options.keys, 'sign-in')
  const redirectUri = (request: Request) => `${ownOrigin(request, publicOrigin)}${callbackPath}`

  const refused = (
    address: string,
    reason: Refusal,
    { user = null, why = reason }: { user?: string | null; why?: string } = {},
  ) => {
    tell({ event: 'sign-in-refused', user, address, why })
    return redirect(`/?sign-in=${reason}`, [cookie.clear()])
  }

  /** What was sealed when this sign-in began; null when it took too long. */
  const begun = async (request: Request) => {
    const text = cookie.read(request)
    const parsed = begunSchema.safeParse(text === null ? null : await seal.open(text))
    return parsed.success && now() < parsed.data.at + longestSeconds * 1000 ? parsed.data : null
  }

  const begin = async ({ request, address }: Visit): Promise<Response> => {
    if (request.method !== 'GET') return refuseMethod('GET')
    try {
      const { page, challenge } = await provider.begin(redirectUri(request))
      const to = readReturnPath(new URL(request.url).searchParams.get('to'))
      const sealed = await seal.close({ ...challenge, to, at: now() } satisfies Begun)
      return redirect(page.href, [cookie.set(sealed, longestSeconds)])
    } catch (thrown) {
      return refused(address, 'failed', { why: reasonOf(thrown) })
    }
  }

  const finish = async ({ request, address }: Visit): Promise<Response> => {
    if (request.method !== 'GET') return refuseMethod('GET')
    const sealed = await begun(request)
    if (sealed === null) return refused(address, 'expired')
    try {
      const claims = await provider.finish(redirectUri(request), new URL(request.url).search, sealed)
      const person = readPerson(claims, oidc.groupsClaim)
      if (person === null) return refused(address, 'failed', { why: 'no usable name' })
      const { user } = person
      if (!isAllowed(person, oidc.allowed)) return refused(address, 'not-allowed', { user })
      tell({ event: 'sign-in', user, address })
      return redirect(sealed.to, [await sessions.begin(user), cookie.clear()])
    } catch (thrown) {
      const why = reasonOf(thrown)
      return refused(address, why === 'access_denied' ? 'not-allowed' : 'failed', { why })
    }
  }

  return {
    identify: ({ request }) => sessions.identify(request),
    sessions,
    routes: new Map([
      ['/auth/oidc', begin],
      [callbackPath, finish],
    ]),
  }
}

const begunSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where to go afterwards; checked when it was sealed. */
  to: z.string(),
  /** When the sign-in began, in milliseconds since 1970. */
  at: z.number(),
})

type Begun = z.infer<typeof begunSchema>
