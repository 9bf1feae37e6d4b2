import type { QueryClient } from '@tanstack/react-query'

import { normalizeError } from '#contract/problem.ts'
import { retryFailedQueries } from '#status/retry-failed.ts'
import { createReachabilityMonitor } from '#status/server-reachability.ts'
import { watchSession } from '#session/session-watcher.ts'
import { clearAndLeave } from '#session/clear-local-data.ts'
import { createSessionHeartbeat } from '#session/session-heartbeat.ts'
import { sessionQuery } from '#session/session-query.ts'
import { watchRestoredPage } from '#session/restored-page.ts'
import { renewSession } from '#session/sign-in.ts'
import { getEngine } from '#queries/clients.ts'
import { subscribeToTabs, broadcastToTabs } from '#session/tab-broadcast.ts'
import {
  connectionStatus,
  engineStatus,
  onClientEvent,
  rateLimitedUntilMs,
  serverRateLimitWait,
} from '#status/system-status.ts'
import { isServerReachable } from '#ui/is-server-reachable.ts'

import { reloadForNewVersion } from './reload-for-new-version.ts'

/** How long the banner about a restarted engine stays, in ms. */
const restartNoticeMs = 10_000

/** How long the page says that the server had to wait for Twilio, in ms: long enough to read. */
const rateLimitWaitShownMs = 6_000

/** Starts the global watchers: session, network, rate limit, engine. They never stop. */
export function startWatchers(client: QueryClient): void {
  const onUnauthorized = watchSignIn(client)
  watchRestoredPage(client)
  const reportFailure = watchNetwork(client)
  watchEngine()
  onClientEvent((event) => {
    if (event.type === 'rate-limited')
      rateLimitedUntilMs.set(Math.max(rateLimitedUntilMs.get(), event.retryAtMs))
    else if (event.type === 'rate-limit-waited')
      serverRateLimitWait.set({ ms: event.ms, shownUntilMs: Date.now() + rateLimitWaitShownMs })
    else if (event.kind === 'signed-out') onUnauthorized()
    else if (event.kind === 'unreachable') reportFailure()
  })
}

/** @returns a callback for requests that failed because nobody is signed in */
function watchSignIn(client: QueryClient): () => void {
  const watcher = watchSession(client, {
    onUserChanged: () => clearAndLeave(client, 'here'),
    onSignedOutElsewhere: () => clearAndLeave(client, 'home'),
  })
  subscribeToTabs(watcher.onTabMessage)
  window.addEventListener('focus', watcher.onFocus)
  document.addEventListener('visibilitychange', watcher.onFocus)

  const { queryKey } = sessionQuery()
  /** Whether the session is Flowdesk's own, which ends when it is not used. */
  const hasRenewableSession = () => {
    const session = client.getQueryData(queryKey)
    return session?.user != null && (session.access === 'password' || session.access === 'oidc')
  }
  const renewIfDue = createSessionHeartbeat(() => {
    renewSession().catch((thrown: unknown) => {
      if (normalizeError(thrown).kind === 'signed-out') void watcher.onUnauthorized()
    })
  })
  for (const eventName of ['pointerdown', 'keydown'] as const)
    window.addEventListener(eventName, () => hasRenewableSession() && renewIfDue(), {
      passive: true,
      capture: true,
    })

  // After a sign-in at the provider, another tab may be waiting for it.
  void client
    .ensureQueryData(sessionQuery())
    .then(({ access }) => hasRenewableSession() && access === 'oidc' && broadcastToTabs('changed'))
    .catch(() => {})
  return () => void watcher.onUnauthorized()
}

/** @returns a callback for requests that got no response */
function watchNetwork(client: QueryClient): () => void {
  const { reportFailure, checkNow } = createReachabilityMonitor({
    isReachable: isServerReachable,
    onChange: (state) => {
      connectionStatus.set(state === 'unreachable' && !navigator.onLine ? 'offline' : state)
      if (state === 'online') retryFailedQueries(client)
    },
  })
  window.addEventListener('offline', reportFailure)
  window.addEventListener('online', () => {
    checkNow()
    // The server may have been reachable all the time, but Twilio may not.
    if (connectionStatus.get() === 'online') retryFailedQueries(client)
  })
  return reportFailure
}

function watchEngine(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  getEngine().subscribe((event) => {
    if (event.type !== 'restarted' && event.type !== 'stopped') return
    clearTimeout(timer)
    engineStatus.set(event.type)
    if (event.type === 'restarted') timer = setTimeout(() => engineStatus.set('running'), restartNoticeMs)
    // The worker's script could not be loaded: there may be a new version.
    else if (!event.wasLoaded) void reloadForNewVersion()
  })
}
