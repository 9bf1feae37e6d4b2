import type { QueryClient } from '@tanstack/react-query'

import { getEngine } from '#queries/clients.ts'

import { forgetHistory } from './forget-history.ts'

/** The prefix of all storage keys of Flowdesk. */
const storageKeyPrefix = 'flowdesk.'

/**
 * Clears all loaded data and everything stored in this browser, then leaves the page. Unless the URL stays, the tab's history
 * does not keep the URLs of this visit.
 * @param to `here` reloads the same URL; `home` opens the home page, `logout` by way of the OpenID provider's logout
 */
export function clearAndLeave(client: QueryClient, to: 'here' | 'home' | 'logout'): void {
  getEngine().terminate()
  client.clear()
  for (const name of ['localStorage', 'sessionStorage'] as const) clearStorage(() => globalThis[name])
  if (to === 'here') window.location.reload()
  else void leave(to === 'home' ? '/' : '/auth/oidc/logout')
}

async function leave(url: string): Promise<void> {
  await forgetHistory('/', window)
  window.location.replace(url)
}

/** @param getStorage throws when the browser forbids storage */
export function clearStorage(getStorage: () => Storage): void {
  try {
    const storage = getStorage()
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i))
    for (const key of keys) if (key?.startsWith(storageKeyPrefix)) storage.removeItem(key)
  } catch {
    // Storage is forbidden, so nothing is stored.
  }
}
