import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** What the preference is with a stored time that is so many hours ahead. */
async function readStored(hours: number) {
  const untilMs = Date.now() + hours * 3_600_000
  vi.stubGlobal('localStorage', { getItem: () => String(untilMs), setItem: () => {} })
  const { unmaskedUntilPref } = await import('./mask-pref.ts')
  return unmaskedUntilPref.read() === untilMs
}

test('a stored time counts, but none that the dialog does not offer', async () => {
  expect(await readStored(1)).toBe(true)
  vi.resetModules()
  expect(await readStored(9)).toBe(false)
})
