import * as z from 'zod/mini'

import type { AccessEvent, Visit } from './access.ts'
import { noContent, refuse, refuseForeign, refuseMethod, signInFirst } from './answers.ts'
import { createAttempts } from './attempts.ts'
import type { Door } from './door.ts'
import { isOwnChange } from './own-origin.ts'
import { isPassword, type PasswordHash } from './password-hash.ts'
import { readBody } from './read-body.ts'
import type { Sessions } from './sessions.ts'

/** Who signs in with a password that many share: nobody knows more of them, and their address tells them apart. */
const user = 'shared password'

const longestBody = 4096

export type PasswordDoorOptions = {
  hash: PasswordHash
  sessions: Sessions
  publicOrigin: string | null
  tell: (event: AccessEvent) => void
}

/** One password that everybody shares, at `POST /api/session/password` `{ "password": "…" }`. */
export function createPasswordDoor({ hash, sessions, publicOrigin, tell }: PasswordDoorOptions): Door {
  const attempt = createAttempts()

  const signIn = async ({ request, address }: Visit): Promise<Response> => {
    const told = (why: string, answer: Response) => {
      tell({ event: 'sign-in-refused', user: null, address, why })
      return answer
    }
    if (request.method !== 'POST') return refuseMethod('POST')
    if (!isOwnChange(request, publicOrigin)) return told('the page of another site asked', refuseForeign())
    if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? '')) {
      return told('not JSON', refuse(415, 'The password must be sent as JSON.'))
    }
    const body = await readBody(request, longestBody)
    if (body === null) return told('too long', refuse(413, 'That is too long for a password.'))

    // What is no password at all is checked and counted as a wrong one.
    const password = readPassword(body)
    const ended = await attempt(
      address,
      async () => (await isPassword(password ?? '', hash)) && password !== null,
    )
    switch (ended.kind) {
      case 'right':
        tell({ event: 'sign-in', user, address })
        return noContent([await sessions.begin(user)])
      case 'wrong':
        return told('wrong password', signInFirst('That is not the password.'))
      case 'wait':
        return told(
          'too many attempts',
          refuse(429, `Too many attempts from your address: try again in ${inWords(ended.seconds)}.`, {
            'Retry-After': String(ended.seconds),
          }),
        )
    }
  }

  return {
    identify: ({ request }) => sessions.identify(request),
    sessions,
    routes: new Map([['/api/session/password', signIn]]),
  }
}

const bodySchema = z.object({ password: z.string() })

function readPassword(body: string): string | null {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data.password : null
  } catch {
    return null
  }
}

function inWords(seconds: number): string {
  if (seconds > 90) return `${Math.ceil(seconds / 60)} minutes`
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}
