import { vi } from 'vitest'

/** Waits until the function no longer throws: longer than Vitest's second, which processes need on a busy machine. */
export const waitFor = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 10_000 })
