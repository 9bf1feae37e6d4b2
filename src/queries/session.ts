import { queryOptions } from '@tanstack/react-query'

import { Problem } from '#contract/problem.ts'
import { sessionSchema, type Session } from '#contract/session.ts'

/** What the server says of itself: whether what it shows is demo data. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Session> => {
      const answer = await fetch('/api/session', { signal })
      const session = sessionSchema.safeParse(answer.ok ? await answer.json() : null)
      if (!session.success) throw new Problem('unexpected')
      return session.data
    },
    staleTime: Infinity,
  })
}
