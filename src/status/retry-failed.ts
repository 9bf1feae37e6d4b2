import { InfiniteQueryObserver, type Query, type QueryClient } from '@tanstack/react-query'

import { normalizeError } from '#contract/problem.ts'

import { retryTick, isTransient } from './system-status.ts'

/**
 * Retries all queries with a transient error. Infinite queries continue from the page that failed. Queries without
 * observers are retried when they get one.
 */
export function retryFailedQueries(client: QueryClient): void {
  for (const query of client.getQueryCache().findAll({ predicate: isRetryable })) {
    const infiniteObserver = query.observers.find((observer) => observer instanceof InfiniteQueryObserver)
    if (!query.isActive()) clearError(query)
    else if (infiniteObserver && query.state.data !== undefined) void infiniteObserver.fetchNextPage()
    else void client.refetchQueries({ queryKey: query.queryKey, exact: true })
  }
  retryTick.set(retryTick.get() + 1)
}

function isRetryable({ state: { error } }: Query): boolean {
  return error !== null && isTransient(normalizeError(error))
}

function clearError(query: Query): void {
  const status = query.state.data === undefined ? 'pending' : 'success'
  query.setState({ ...query.state, status, error: null })
}
