import { InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'

import { Problem, type ProblemKind } from '#contract/problem.ts'

import { askAgain } from './ask-again.ts'
import { createQueryClient } from './query-client.ts'

/** A question that fails until it is mended, of how often it was asked, and who looks at it. */
function failing(kind: ProblemKind) {
  const client = createQueryClient()
  const state = { asked: 0, mended: false }
  const options = {
    queryKey: ['q'],
    queryFn: async () => {
      state.asked++
      if (!state.mended) throw new Problem(kind)
      return 'answer'
    },
  }
  const look = () => {
    const observer = new QueryObserver(client, options)
    return { observer, leave: observer.subscribe(() => {}) }
  }
  return { client, state, look }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test.each(['signed-out', 'unreachable', 'unavailable', 'timeout', 'slow-down'] as const)(
  '%s may have passed: it is asked again',
  async (kind) => {
    const { client, state, look } = failing(kind)
    const { observer } = look()
    await settled()
    state.mended = true
    askAgain(client)
    await settled()
    expect(observer.getCurrentResult()).toMatchObject({ data: 'answer', error: null })
    expect(state.asked).toBe(2)
  },
)

test.each(['forbidden', 'not-found', 'bad-request', 'unexpected'] as const)('%s has not', async (kind) => {
  const { client, state, look } = failing(kind)
  look()
  await settled()
  askAgain(client)
  await settled()
  expect(state.asked).toBe(1)
})

test('what nobody looks at is asked when somebody does', async () => {
  const { client, state, look } = failing('unreachable')
  const { leave } = look()
  await settled()
  leave()
  state.mended = true
  askAgain(client)
  await settled()
  expect(state.asked).toBe(1)
  const { observer } = look()
  await settled()
  expect(observer.getCurrentResult()).toMatchObject({ data: 'answer' })
})

test('a reading goes on from the page that failed, and no page is read twice', async () => {
  const client = createQueryClient()
  const asked: number[] = []
  let mended = false
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['pages'],
    queryFn: async ({ pageParam }) => {
      asked.push(pageParam)
      if (pageParam === 2 && !mended) throw new Problem('unreachable')
      return pageParam
    },
    initialPageParam: 1,
    getNextPageParam: (last: number) => last + 1,
  })
  observer.subscribe(() => {})
  await settled()
  await observer.fetchNextPage()
  expect(observer.getCurrentResult().error).toMatchObject({ kind: 'unreachable' })
  mended = true
  askAgain(client)
  await settled()
  expect(observer.getCurrentResult()).toMatchObject({ data: { pages: [1, 2] }, error: null })
  expect(asked).toEqual([1, 2, 2])
})
