import { Problem, problemFromAnswer, toProblem } from '#contract/problem.ts'

import { sessionAddress, unreachable } from './session.ts'

/** What came of a password. */
export type SignedIn =
  | { state: 'in' }
  | { state: 'wrong' }
  /** Too many were tried from this address. @param until when the next one may be, in milliseconds since 1970 */
  | { state: 'wait'; until: number }
  | { state: 'failed'; problem: Problem }

/** How long to wait where the server does not say, in seconds. */
const usualWait = 10

/** Signs in with the password everybody shares. Never rejects. */
export async function signInWithPassword(password: string): Promise<SignedIn> {
  try {
    await send('POST', `${sessionAddress}/password`, { password })
    return { state: 'in' }
  } catch (thrown) {
    const problem = toProblem(thrown)
    if (problem.status === 401) return { state: 'wrong' }
    if (problem.kind !== 'slow-down') return { state: 'failed', problem }
    return { state: 'wait', until: Date.now() + (problem.retryAfter ?? usualWait) * 1000 }
  }
}

/** Somebody is at the screen. Rejects with a `Problem`. */
export const stayIn = (): Promise<void> => send('POST', sessionAddress)

/** Rejects with a `Problem`; the session lasts then. */
export const signOut = (): Promise<void> => send('DELETE', sessionAddress)

/** Sends something to Flowdesk's own server. Rejects with a `Problem`. */
export async function send(method: 'POST' | 'DELETE', address: string, body?: object): Promise<void> {
  const headers = body && { 'content-type': 'application/json' }
  const answer = await fetch(address, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    ...(headers && { headers }),
  }).catch(unreachable)
  if (!answer.ok) throw problemFromAnswer(answer.status, await answer.text().catch(() => ''), answer.headers)
}
