import { expect, test, vi } from 'vitest'

import { holdLifeline, type Locks, watchLifeline } from './lifeline.ts'

/** Locks as a browser has them; `release` is what it does when their holder ends. */
function fakeLocks() {
  const queues = new Map<string, { held: () => Promise<void>; signal: AbortSignal | undefined }[]>()
  const locks: Locks = {
    request: async (name, { signal }, held) => {
      signal?.throwIfAborted()
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push({ held, signal })
      if (queue.length === 1) void held()
    },
  }
  const release = () => {
    for (const queue of queues.values()) {
      queue.shift()
      const next = queue.find(({ signal }) => !signal?.aborted)
      void next?.held()
    }
  }
  return { locks, release }
}

function living() {
  const { locks, release } = fakeLocks()
  const told = vi.fn<(lock: string) => void>()
  holdLifeline(told, locks)
  return { locks, release, lock: told.mock.calls[0]?.[0] ?? '' }
}

test('whoever watches hears of the end, and not before', () => {
  const { locks, release, lock } = living()
  const died = vi.fn<() => void>()
  watchLifeline(lock, died, locks)
  expect(died).not.toHaveBeenCalled()
  release()
  expect(died).toHaveBeenCalledOnce()
})

test('an end that is wanted is no death', () => {
  const { locks, release, lock } = living()
  const died = vi.fn<() => void>()
  watchLifeline(lock, died, locks)()
  release()
  expect(died).not.toHaveBeenCalled()
})

test('where there are no locks, nothing is told', () => {
  const told = vi.fn<(lock: string) => void>()
  vi.stubGlobal('navigator', {})
  holdLifeline(told)
  watchLifeline('any', () => told('died'))()
  vi.unstubAllGlobals()
  expect(told).not.toHaveBeenCalled()
})
