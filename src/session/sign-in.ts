import { normalizeError, type Problem } from '#contract/problem.ts'
import { isSigningOut } from '#status/system-status.ts'

import { sendToServer } from './server-fetch.ts'
import { sessionUrl } from './session-query.ts'

export type SignInResult =
  | { state: 'signed-in' }
  | { state: 'wrong' }
  /** Too many attempts from this IP address. `retryAtMs`: the time of the next one, in milliseconds since 1970. */
  | { state: 'rate-limited'; retryAtMs: number }
  /** Too many attempts from elsewhere. */
  | { state: 'busy'; retryAtMs: number }
  | { state: 'failed'; problem: Problem }

/** The wait when the server sends no `Retry-After`. */
const defaultWaitSeconds = 10

/** Signs in with the shared password. Never rejects. */
export async function signInWithPassword(password: string): Promise<SignInResult> {
  try {
    await sendToServer('POST', `${sessionUrl}/password`, { body: { password } })
    return { state: 'signed-in' }
  } catch (thrown) {
    const problem = normalizeError(thrown)
    if (problem.status === 401) return { state: 'wrong' }
    const isBusy = problem.status === 503 && problem.retryAfterSeconds !== null
    if (problem.kind !== 'rate-limited' && !isBusy) return { state: 'failed', problem }
    return {
      state: isBusy ? 'busy' : 'rate-limited',
      retryAtMs: Date.now() + (problem.retryAfterSeconds ?? defaultWaitSeconds) * 1000,
    }
  }
}

/** Extends the session. Rejects with a `Problem`. */
export const renewSession = (): Promise<void> => sendToServer('POST', sessionUrl)

/** Ends the session. Rejects with a `Problem`; the session goes on then. */
export async function signOut(): Promise<void> {
  isSigningOut.set(true)
  try {
    await sendToServer('DELETE', sessionUrl)
  } catch (thrown) {
    isSigningOut.set(false)
    throw thrown
  }
}
