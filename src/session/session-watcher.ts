import { hashKey, type QueryClient } from '@tanstack/react-query'

import type { Session } from '#contract/session.ts'

import { retryFailedQueries } from '#status/retry-failed.ts'
import { fetchSession, sessionQuery } from './session-query.ts'

/** Milliseconds between retries when the session is valid and yet a request got a 401. */
const minRetryIntervalMs = 10_000

type SessionHandlers = {
  /** Another user has signed in: all loaded data must be cleared. */
  onUserChanged: () => void
  /** The user signed out in another tab. */
  onSignedOutElsewhere: () => void
}

/**
 * Watches the signed-in user. When the same user signs in again, everything that failed meanwhile is retried.
 * @returns handlers to call for events from outside
 */
export function watchSession(
  client: QueryClient,
  { onUserChanged, onSignedOutElsewhere }: SessionHandlers,
  now = Date.now,
) {
  const queryHash = hashKey(sessionQuery().queryKey)
  let user: string | null = null
  let isSignedOut = false
  let lastRetryAt = -Infinity

  function handleSession(session: Session | undefined): void {
    if (session === undefined) return
    if (session.user === null) isSignedOut = user !== null
    else if (user === null) ({ user } = session)
    else if (session.user !== user) onUserChanged()
    else if (isSignedOut) {
      isSignedOut = false
      retryFailedQueries(client)
    }
  }

  handleSession(client.getQueryData(sessionQuery().queryKey))
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryHash === queryHash)
      handleSession(client.getQueryData(sessionQuery().queryKey))
  })

  const refetchSession = () => fetchSession(client).catch(() => null)

  return {
    /** A request got a 401: requests the session to check that. */
    onUnauthorized: async (): Promise<void> => {
      const session = await refetchSession()
      if (session === null || session.user === null || now() - lastRetryAt < minRetryIntervalMs) return
      // The user signed in again before the 401 arrived.
      lastRetryAt = now()
      retryFailedQueries(client)
    },
    onTabMessage: (message: 'changed' | 'left'): void => {
      if (message === 'left') onSignedOutElsewhere()
      else void refetchSession()
    },
    /** The tab got the focus, or became visible. */
    onFocus: (): void => {
      if (isSignedOut) void refetchSession()
    },
  }
}
