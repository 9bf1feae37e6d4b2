import { InfiniteQueryObserver, type Query, type QueryClient } from '@tanstack/react-query'

import { toProblem } from '#contract/problem.ts'

/**
 * Asks again what failed for a reason that has passed: nobody was signed in, there was no connection, Twilio could not
 * answer. Lists go on from the page that failed. What nobody looks at is asked when it is next looked at.
 */
export function askAgain(client: QueryClient): void {
  for (const query of client.getQueryCache().findAll({ predicate: mayHavePassed })) {
    const reading = query.observers.find((observer) => observer instanceof InfiniteQueryObserver)
    if (!query.isActive()) forgetFailure(query)
    else if (reading && query.state.data !== undefined) void reading.fetchNextPage()
    else void client.refetchQueries({ queryKey: query.queryKey, exact: true })
  }
}

function mayHavePassed({ state }: Query): boolean {
  if (state.error === null) return false
  const { mend, kind } = toProblem(state.error)
  return mend === 'wait' || kind === 'signed-out'
}

function forgetFailure(query: Query): void {
  const status = query.state.data === undefined ? 'pending' : 'success'
  query.setState({ ...query.state, status, error: null })
}
