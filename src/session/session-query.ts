import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'

import { Problem } from '#contract/problem.ts'
import { isSession, type Session } from '#contract/session.ts'

import { throwUnreachable } from './server-fetch.ts'

export const sessionUrl = '/api/session'

/** The server's settings and the signed-in user. The app loads this before everything else. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Session> => {
      const response = await fetch(sessionUrl, { signal }).catch(() => throwUnreachable(signal))
      const text = response.ok ? await response.text().catch(() => throwUnreachable(signal)) : ''
      const session = parseJsonOrNull(text)
      // Of a proxy in front of Flowdesk, as in `isServerReachable`.
      if (response.status >= 500) throw new Problem('unreachable', { status: response.status })
      if (!isSession(session)) throw new Problem('unexpected', { status: response.status })
      return session
    },
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

/** Whether the user is signed in; true, too, where no sign-in is needed. */
export function useIsSignedIn(): boolean {
  return useQuery({ ...sessionQuery(), select: ({ user }) => user !== null }).data === true
}

/** Requests the session again. Rejects with a `Problem`; the cached session stays. */
export async function fetchSession(client: QueryClient): Promise<Session> {
  const { queryKey } = sessionQuery()
  // One that is under way may have been sent before a sign-in, and the query client would return its response.
  await client
    .getQueryCache()
    .find({ queryKey })
    ?.promise?.catch(() => null)
  return client.fetchQuery({ ...sessionQuery(), staleTime: 0 })
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
