import { expect, test, vi } from 'vitest'

import { reloadOnce } from './reload-once.ts'

/** A tab that keeps something, and a server that answers unless the test says otherwise. */
function tab({ isThere = true } = {}) {
  const kept = new Map<string, string>()
  const clock = { now: 1_000_000 }
  const reload = vi.fn<() => void>()
  const store = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  }
  const options = { store, isThere: async () => isThere, reload, now: () => clock.now }
  return { options, reload, clock }
}

test('it reloads once, and not again within five minutes', async () => {
  const { options, reload, clock } = tab()
  expect(await reloadOnce(options)).toBe(true)
  clock.now += 299_000
  expect(await reloadOnce(options)).toBe(false)
  expect(reload).toHaveBeenCalledOnce()
  clock.now += 2_000
  expect(await reloadOnce(options)).toBe(true)
})

test('not while the server does not answer: nothing would be left', async () => {
  const { options, reload } = tab({ isThere: false })
  expect(await reloadOnce(options)).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})

test('not where nothing can be kept: nobody would know that it was done', async () => {
  const { options, reload } = tab()
  expect(await reloadOnce({ ...options, store: null })).toBe(false)
  const full = {
    ...options.store,
    setItem: () => {
      throw new DOMException('Full', 'QuotaExceededError')
    },
  }
  expect(await reloadOnce({ ...options, store: full })).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})
