import { lazy, type ComponentType } from 'react'

import { isServerReachable } from '#ui/is-server-reachable.ts'

/** Messages of `import()` errors when a file could not be loaded. All other errors were thrown by the file itself. */
const loadErrorMessages = [
  // Chromium
  'Failed to fetch dynamically imported module',
  // Firefox
  'error loading dynamically imported module',
  // WebKit; the second one for an HTML page instead of the file
  'Importing a module script failed',
  'is not a valid JavaScript MIME type',
  // Vite, for a chunk's styles
  'Unable to preload CSS',
]

const retryMs = 2_000

/** Whether the error means that a chunk could not be loaded. */
export function isMissingChunk(thrown: unknown): thrown is Error {
  return thrown instanceof Error && loadErrorMessages.some((text) => thrown.message.includes(text))
}

/** React's `lazy`, which retries while the server is not reachable. */
export function lazyChunk<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({ default: await loadChunk(load) }))
}

/**
 * Loads a chunk and retries every 2 s while the server is not reachable. Rejects if the server is reachable but does
 * not have the chunk: see `ErrorBoundary`.
 */
export async function loadChunk<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch (thrown) {
      if (!isMissingChunk(thrown) || (await isServerReachable())) throw thrown
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}
