import { expect, test, vi } from 'vitest'

import { holdLivenessLock, type LockRequester, onWorkerExit } from './liveness-lock.ts'

/** Fake Web Locks. `release` does what the browser does when the holder of a lock ends. */
function fakeLocks() {
  const queues = new Map<string, { whileHeld: () => Promise<void>; signal: AbortSignal | undefined }[]>()
  const locks: LockRequester = {
    request: async (name, { signal }, whileHeld) => {
      signal?.throwIfAborted()
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push({ whileHeld, signal })
      if (queue.length === 1) void whileHeld()
    },
  }
  const release = () => {
    for (const queue of queues.values()) {
      queue.shift()
      const next = queue.find(({ signal }) => !signal?.aborted)
      void next?.whileHeld()
    }
  }
  return { locks, release }
}

function startWorker() {
  const { locks, release } = fakeLocks()
  const onHeld = vi.fn<(lock: string) => void>()
  holdLivenessLock(onHeld, locks)
  return { locks, release, lock: onHeld.mock.calls[0]?.[0] ?? '' }
}

test('onExit is called when the worker ends, and not before', () => {
  const { locks, release, lock } = startWorker()
  const onExit = vi.fn<() => void>()
  onWorkerExit(lock, onExit, locks)
  expect(onExit).not.toHaveBeenCalled()
  release()
  expect(onExit).toHaveBeenCalledOnce()
})

test('onExit is not called after watching has stopped', () => {
  const { locks, release, lock } = startWorker()
  const onExit = vi.fn<() => void>()
  onWorkerExit(lock, onExit, locks)()
  release()
  expect(onExit).not.toHaveBeenCalled()
})

test('without Web Locks no callback is called', () => {
  const onHeld = vi.fn<(lock: string) => void>()
  vi.stubGlobal('navigator', {})
  holdLivenessLock(onHeld)
  onWorkerExit('any', () => onHeld('onExit'))()
  vi.unstubAllGlobals()
  expect(onHeld).not.toHaveBeenCalled()
})

test('an insecure page has neither locks nor `randomUUID`: nothing happens', () => {
  vi.stubGlobal('crypto', {})
  vi.stubGlobal('navigator', {})
  const onHeld = vi.fn<(lock: string) => void>()
  expect(() => holdLivenessLock(onHeld)).not.toThrow()
  expect(onHeld).not.toHaveBeenCalled()
  vi.unstubAllGlobals()
})
