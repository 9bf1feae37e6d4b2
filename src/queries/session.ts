import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'

import { isAbort, Problem } from '#contract/problem.ts'
import { sessionSchema, type Session } from '#contract/session.ts'

/** Where the server says who asks. */
export const sessionAddress = '/api/session'

/** What the server says of itself, and of who has signed in. Everything else is asked for once this is known. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Session> => {
      const answer = await fetch(sessionAddress, { signal }).catch(unreachable)
      const session = sessionSchema.safeParse(answer.ok ? await answer.json().catch(() => null) : null)
      if (!session.success) throw new Problem('unexpected', { status: answer.status })
      return session.data
    },
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

/** Whether anybody has signed in, or need not. */
export function useIsSignedIn(): boolean {
  return useQuery({ ...sessionQuery(), select: ({ user }) => user !== null }).data === true
}

/** Asks the server again who has signed in. Rejects with a `Problem`; what was known before stays known. */
export function askSession(client: QueryClient): Promise<Session> {
  return client.fetchQuery({ ...sessionQuery(), staleTime: 0 })
}

/** Whether the server answers at all, and as itself. */
export function isServerThere(client: QueryClient): Promise<boolean> {
  return askSession(client).then(
    () => true,
    () => false,
  )
}

/** What `fetch` throws when there is no answer at all. */
export function unreachable(thrown: unknown): never {
  throw isAbort(thrown) ? thrown : new Problem('unreachable')
}
