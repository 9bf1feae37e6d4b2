import type { QueryClient } from '@tanstack/react-query'

import { connection } from '#queries/weather.ts'

/** What was thrown because a part of Flowdesk could not be loaded. */
const missing = new WeakSet<object>()

/** Whether a failure is that of a part that could not be loaded. */
export function isMissingPart(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && missing.has(thrown)
}

/**
 * Watches for parts that cannot be loaded: a new version of Flowdesk has other files.
 * @see https://vite.dev/guide/build#load-error-handling
 */
export function watchParts(client: QueryClient): void {
  let isAsked = false
  window.addEventListener('vite:preloadError', ({ payload }) => {
    missing.add(payload)
    // Once: the next one to be missing may be what is loaded here.
    if (isAsked) return
    isAsked = true
    void import('./new-version.ts')
      .then(({ takeNewVersion }) => takeNewVersion(client))
      .catch(() => {})
      .finally(() => {
        isAsked = false
      })
  })
}

/** Loads a part of Flowdesk; without a connection, once there is one again. */
export async function part<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      // One try after the other, as long as it is the connection that fails.
      // oxlint-disable-next-line no-await-in-loop
      return await load()
    } catch (thrown) {
      if (connection.get() === 'there') throw thrown
      // oxlint-disable-next-line no-await-in-loop
      await connectionBack()
    }
  }
}

function connectionBack(): Promise<void> {
  return new Promise((resolve) => {
    const stop = connection.subscribe(() => {
      if (connection.get() !== 'there') return
      stop()
      resolve()
    })
  })
}
