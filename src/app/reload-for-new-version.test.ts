import { expect, test, vi } from 'vitest'

import { reloadOnce } from './reload-for-new-version.ts'

/** A tab with storage, and a server that is reachable unless the test says otherwise. */
function createTab({ isReachable = true } = {}) {
  const stored = new Map<string, string>()
  const clock = { now: 1_000_000 }
  const reload = vi.fn<() => void>()
  const storage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
  }
  const options = { storage, isReachable: async () => isReachable, reload, now: () => clock.now }
  return { options, reload, clock }
}

test('reloads once, and not again within five minutes', async () => {
  const { options, reload, clock } = createTab()
  expect(await reloadOnce(options)).toBe(true)
  clock.now += 299_000
  expect(await reloadOnce(options)).toBe(false)
  expect(reload).toHaveBeenCalledOnce()
  clock.now += 2_000
  expect(await reloadOnce(options)).toBe(true)
})

test('does not reload while the server is unreachable, since the page would be lost', async () => {
  const { options, reload } = createTab({ isReachable: false })
  expect(await reloadOnce(options)).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})

test('does not reload without storage, since it could not tell that it already did', async () => {
  const { options, reload } = createTab()
  expect(await reloadOnce({ ...options, storage: null })).toBe(false)
  const full = {
    ...options.storage,
    setItem: () => {
      throw new DOMException('Full', 'QuotaExceededError')
    },
  }
  expect(await reloadOnce({ ...options, storage: full })).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})
