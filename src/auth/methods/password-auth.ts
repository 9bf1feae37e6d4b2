import * as z from 'zod/mini'

import type { AuthEvent, AuthRequest } from '#auth/auth-request.ts'
import { noContent, errorResponse, forbiddenOrigin, methodNotAllowed, unauthorized } from '#http/responses.ts'
import type { LoginFailures } from '#auth/password/login-failures.ts'
import { createLoginRateLimiter } from '#auth/password/login-rate-limiter.ts'
import type { AuthMethod } from './auth-method.ts'
import { isSameOriginMutation } from '#http/same-origin.ts'
import { verifyPassword, type PasswordHash } from '#auth/password/password-hash.ts'
import { readTextBody } from '#auth/password/read-body.ts'
import type { Sessions } from '#auth/session/sessions.ts'

/** Everybody's user name: a shared password identifies nobody. In the audit log, the address tells people apart. */
const user = 'shared password'

const maxBodyBytes = 4096

export type PasswordAuthOptions = {
  hash: PasswordHash
  sessions: Sessions
  publicOrigin: string | null
  onEvent: (event: AuthEvent) => void
  /** Where wrong passwords are counted: in this server's memory by default. */
  failures?: LoginFailures | undefined
}

/** Sign-in with one shared password, at `POST /api/session/password` `{ "password": "…" }`. */
export function createPasswordAuth({
  hash,
  sessions,
  publicOrigin,
  onEvent,
  failures,
}: PasswordAuthOptions): AuthMethod {
  const rateLimited = createLoginRateLimiter({ ...(failures && { failures }) })

  const signIn = async ({ request, address }: AuthRequest): Promise<Response> => {
    const reject = (reason: string, response: Response) => {
      onEvent({ event: 'sign-in-refused', user: null, address, reason })
      return response
    }
    if (request.method !== 'POST') return methodNotAllowed('POST')
    if (!isSameOriginMutation(request, publicOrigin))
      return reject('request from another site', forbiddenOrigin())
    if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? '')) {
      return reject('not JSON', errorResponse(415, 'Send the password as JSON.'))
    }
    const body = await readTextBody(request, maxBodyBytes)
    if (body === null) return reject('too long', errorResponse(413, 'This password is too long.'))

    // A body without a password is checked and counted like a wrong password.
    const password = parsePassword(body)
    const result = await rateLimited(
      address,
      async () => (await verifyPassword(password ?? '', hash)) && password !== null,
      request.signal,
    )
    switch (result.kind) {
      case 'accepted':
        onEvent({ event: 'sign-in', user, address })
        return noContent([await sessions.create(user, request)])
      case 'rejected':
        return reject('wrong password', unauthorized('That is not the password.'))
      case 'rate-limited':
        return reject(
          'too many attempts',
          tryLater(429, 'Too many attempts from your address', result.seconds),
        )
      case 'busy':
        return reject('too busy', tryLater(503, 'Flowdesk is busy checking passwords', result.seconds))
    }
  }

  return {
    identify: ({ request }) => sessions.identify(request),
    sessions,
    routes: new Map([['/api/session/password', signIn]]),
  }
}

const bodySchema = z.object({ password: z.string() })

function parsePassword(body: string): string | null {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data.password : null
  } catch {
    return null
  }
}

function tryLater(status: 429 | 503, reason: string, seconds: number): Response {
  return errorResponse(status, `${reason}: try again in ${formatWait(seconds)}.`, {
    'Retry-After': String(seconds),
  })
}

function formatWait(seconds: number): string {
  if (seconds > 90) return `${Math.ceil(seconds / 60)} minutes`
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}
