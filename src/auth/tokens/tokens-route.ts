import type { AuthEvent, AuthRequest, Identity } from '#auth/auth-request.ts'
import {
  newAccessTokenSchema,
  maxTokensPerUser,
  type AccessToken,
  type AccessTokenList,
  type CreatedAccessToken,
} from '#contract/flowdesk-api.ts'
import { readTextBody } from '#auth/password/read-body.ts'
import { errorResponse, forbiddenOrigin, jsonResponse, methodNotAllowed, noContent } from '#http/responses.ts'
import { isCrossOriginRead, isSameOriginMutation } from '#http/same-origin.ts'

import { tokenHours, type AccessTokens } from './access-tokens.ts'
import type { TokenClaims } from './token-store.ts'

const path = '/api/tokens'
const maxBodyBytes = 4096

export type TokensRouteOptions = {
  /** Null where nothing can sign or store them. */
  tokens: AccessTokens | null
  publicOrigin: string | null
  onEvent: (event: AuthEvent) => void
}

/** `/api/tokens`: a signed-in user's own tokens (GET), a new one (POST), and `/api/tokens/{id}`: ending one (DELETE). */
export function createTokensRoute({ tokens, publicOrigin, onEvent }: TokensRouteOptions) {
  async function create({ request, address }: AuthRequest, user: string): Promise<Response> {
    if (tokens === null) return errorResponse(403, 'Without SESSION_KEYS, this server can make no tokens.')
    const body = await readTextBody(request, maxBodyBytes)
    const parsed = newAccessTokenSchema.safeParse(parseJson(body ?? ''))
    if (!parsed.success) return errorResponse(400, 'This is not a valid token to make.')
    const created = await tokens.create(user, parsed.data)
    if ('error' in created) return errorResponse(409, created.error)
    const { text, claims } = created
    onEvent({ event: 'token-created', user, address, token: claims.id, reason: describeMask(claims) })
    return jsonResponse({ text, token: describe(claims) } satisfies CreatedAccessToken)
  }

  async function revoke(id: string, user: string, address: string): Promise<Response> {
    const claims = (await tokens?.revoke(user, id)) ?? null
    if (claims === null) return errorResponse(404, 'You have no such token: it has ended already.')
    onEvent({ event: 'token-revoked', user, address, token: id })
    return noContent()
  }

  async function list(user: string): Promise<Response> {
    const storage = tokens?.storage ?? 'off'
    return jsonResponse({
      storage,
      hours: storage === 'off' ? [] : [...tokenHours[storage]],
      max: maxTokensPerUser,
      canUnmask: tokens?.isAlwaysMasked === false,
      tokens: ((await tokens?.list(user)) ?? []).map(describe),
    } satisfies AccessTokenList)
  }

  return async (authRequest: AuthRequest, { user }: Identity): Promise<Response> => {
    const { request, address } = authRequest
    const { pathname } = new URL(request.url)
    const id = pathname.startsWith(`${path}/`) ? pathname.slice(path.length + 1) : null
    const allowed = id === null ? ['GET', 'POST'] : ['DELETE']
    if (!allowed.includes(request.method)) return methodNotAllowed(allowed.join(', '))
    const isForeign =
      request.method === 'GET'
        ? isCrossOriginRead(request, publicOrigin)
        : !isSameOriginMutation(request, publicOrigin)
    if (isForeign) return forbiddenOrigin()
    try {
      if (id !== null) return await revoke(id, user, address)
      return await (request.method === 'GET' ? list(user) : create(authRequest, user))
    } catch {
      return tokensUnavailable()
    }
  }
}

/** Whether a path is `/api/tokens` or below. */
export function isTokensPath(pathname: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`)
}

/** 503: what the servers share cannot be reached, so no token can be checked. */
export function tokensUnavailable(): Response {
  return errorResponse(
    503,
    'Flowdesk cannot reach the store with its access tokens. Try again, or tell your administrator.',
    { 'Retry-After': '5' },
  )
}

function describe({ id, name, createdAt, expiresAt, isUnmasked }: TokenClaims): AccessToken {
  return { id, name, createdAt, expiresAt, unmasked: isUnmasked }
}

const describeMask = ({ isUnmasked }: TokenClaims) => (isUnmasked ? 'personal data shown' : 'masked')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
