import type { QueryClient } from '@tanstack/react-query'

import { fetchSession, sessionQuery } from './session-query.ts'

/**
 * Hides the page when the browser keeps it in its back/forward cache, and shows it again only after the server has said
 * that the same user is still signed in. Otherwise the page is reloaded, which asks to sign in.
 */
export function watchRestoredPage(client: QueryClient): void {
  const root = document.documentElement
  const getSession = () => client.getQueryData(sessionQuery().queryKey)
  let userBefore: string | null = null

  window.addEventListener('pagehide', ({ persisted }) => {
    const session = getSession()
    if (!persisted || session === undefined || session.access === 'local') return
    userBefore = session.user
    // Hidden now, because a restored page may be painted before its scripts run.
    root.hidden = true
  })

  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && root.hidden) void showIfSameUser()
  })

  async function showIfSameUser(): Promise<void> {
    const session = await fetchSession(client).catch(() => null)
    if (session !== null && session.user !== null && session.user === userBefore) root.hidden = false
    else window.location.reload()
  }
}
