import type { QueryClient } from '@tanstack/react-query'

import { engine } from './sources.ts'

/** What the names of everything begin with that Flowdesk keeps in a browser. */
const prefix = 'flowdesk.'

/**
 * Forgets all that was read and all that is kept in this browser, and leaves the page.
 * @param to whether to the same address, or to where everyone starts
 */
export function leave(client: QueryClient, to: 'here' | 'home'): void {
  engine().end()
  client.clear()
  for (const store of ['localStorage', 'sessionStorage'] as const) emptyStore(() => globalThis[store])
  if (to === 'here') window.location.reload()
  else window.location.replace('/')
}

/** @param look throws already where the browser forbids it */
export function emptyStore(look: () => Storage): void {
  try {
    const store = look()
    const names = Array.from({ length: store.length }, (_, i) => store.key(i))
    for (const name of names) if (name?.startsWith(prefix)) store.removeItem(name)
  } catch {
    // Then nothing has been kept.
  }
}
