import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'

import { Problem } from '#contract/problem.ts'

const sessionSchema = z.object({ demo: z.boolean() })

/** What the server says of itself: whether what it shows is demo data. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const answer = await fetch('/api/session', { signal })
      const session = sessionSchema.safeParse(answer.ok ? await answer.json() : null)
      if (!session.success) throw new Problem('unexpected')
      return session.data
    },
    staleTime: Infinity,
  })
}
