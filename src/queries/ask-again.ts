import { InfiniteQueryObserver, type Query, type QueryClient } from '@tanstack/react-query'

import { toProblem } from '#contract/problem.ts'

import { askedAgain, mayHavePassed } from './weather.ts'

/**
 * Asks again what failed for a reason that may have passed. Lists go on from the page that failed. What nobody looks at
 * is asked when it is next looked at.
 */
export function askAgain(client: QueryClient): void {
  for (const query of client.getQueryCache().findAll({ predicate: isWorthIt })) {
    const reading = query.observers.find((observer) => observer instanceof InfiniteQueryObserver)
    if (!query.isActive()) forgetFailure(query)
    else if (reading && query.state.data !== undefined) void reading.fetchNextPage()
    else void client.refetchQueries({ queryKey: query.queryKey, exact: true })
  }
  askedAgain.set(askedAgain.get() + 1)
}

function isWorthIt({ state: { error } }: Query): boolean {
  return error !== null && mayHavePassed(toProblem(error))
}

function forgetFailure(query: Query): void {
  const status = query.state.data === undefined ? 'pending' : 'success'
  query.setState({ ...query.state, status, error: null })
}
