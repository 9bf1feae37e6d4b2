import { InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'

import { Problem, type ProblemKind } from '#contract/problem.ts'

import { retryFailedQueries } from './retry-failed.ts'
import { createQueryClient } from '#queries/query-client.ts'

/** A query that fails until `isFixed`, with the count of its requests, and a function that starts an observer. */
function createFailingQuery(kind: ProblemKind) {
  const client = createQueryClient()
  const state = { requestCount: 0, isFixed: false }
  const options = {
    queryKey: ['q'],
    queryFn: async () => {
      state.requestCount++
      if (!state.isFixed) throw new Problem(kind)
      return 'data'
    },
  }
  const observe = () => {
    const observer = new QueryObserver(client, options)
    return { observer, unsubscribe: observer.subscribe(() => {}) }
  }
  return { client, state, observe }
}

const flushTimers = () => new Promise((resolve) => setTimeout(resolve, 0))

test.each(['signed-out', 'unreachable', 'unavailable', 'timeout', 'rate-limited'] as const)(
  '%s is transient: the query is retried',
  async (kind) => {
    const { client, state, observe } = createFailingQuery(kind)
    const { observer } = observe()
    await flushTimers()
    state.isFixed = true
    retryFailedQueries(client)
    await flushTimers()
    expect(observer.getCurrentResult()).toMatchObject({ data: 'data', error: null })
    expect(state.requestCount).toBe(2)
  },
)

test.each(['forbidden', 'not-found', 'bad-request', 'unexpected'] as const)(
  '%s is not transient: no retry',
  async (kind) => {
    const { client, state, observe } = createFailingQuery(kind)
    observe()
    await flushTimers()
    retryFailedQueries(client)
    await flushTimers()
    expect(state.requestCount).toBe(1)
  },
)

test('a query without observers is retried when it gets one', async () => {
  const { client, state, observe } = createFailingQuery('unreachable')
  const { unsubscribe } = observe()
  await flushTimers()
  unsubscribe()
  state.isFixed = true
  retryFailedQueries(client)
  await flushTimers()
  expect(state.requestCount).toBe(1)
  const { observer } = observe()
  await flushTimers()
  expect(observer.getCurrentResult()).toMatchObject({ data: 'data' })
})

test('an infinite query continues from the page that failed, and loads no page twice', async () => {
  const client = createQueryClient()
  const requestedPages: number[] = []
  let isFixed = false
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['pages'],
    queryFn: async ({ pageParam }) => {
      requestedPages.push(pageParam)
      if (pageParam === 2 && !isFixed) throw new Problem('unreachable')
      return pageParam
    },
    initialPageParam: 1,
    getNextPageParam: (last: number) => last + 1,
  })
  observer.subscribe(() => {})
  await flushTimers()
  await observer.fetchNextPage()
  expect(observer.getCurrentResult().error).toMatchObject({ kind: 'unreachable' })
  isFixed = true
  retryFailedQueries(client)
  await flushTimers()
  expect(observer.getCurrentResult()).toMatchObject({ data: { pages: [1, 2] }, error: null })
  expect(requestedPages).toEqual([1, 2, 2])
})
