import type { QueryClient } from '@tanstack/react-query'

import { toProblem } from '#contract/problem.ts'
import { askAgain } from '#queries/ask-again.ts'
import { createConnectionWatch } from '#queries/connection-watch.ts'
import { followSession } from '#queries/follow-session.ts'
import { leave } from '#queries/forget.ts'
import { createPresence } from '#queries/presence.ts'
import { isServerThere, sessionQuery } from '#queries/session.ts'
import { stayIn } from '#queries/sign-in.ts'
import { engine } from '#queries/sources.ts'
import { listenToTabs, tellTabs } from '#queries/tabs.ts'
import { connection, engineState, onAskNews, slowUntil } from '#queries/weather.ts'

import { fetchAhead } from './fetch-ahead.ts'
import { takeNewVersion } from './new-version.ts'

/** How long it is said that reading had to begin anew, in ms. */
const restartSaid = 10_000

/** Follows what befalls the page from outside, for good: sign-ins, the network, Twilio's patience, the engine's health. */
export function follow(client: QueryClient): void {
  const refused = followSignIn(client)
  const doubt = followNetwork(client)
  followEngineHealth(client)
  fetchAhead()
  // What tells of a lost connection must be here before it is lost.
  void import('#pages/shell/weather-strips.tsx')
  onAskNews((news) => {
    if (news.news === 'slow-down') slowUntil.set(Math.max(slowUntil.get(), news.until))
    else if (news.kind === 'signed-out') refused()
    else if (news.kind === 'unreachable') doubt()
  })
}

/** @returns what to call when something was refused because nobody has signed in */
function followSignIn(client: QueryClient): () => void {
  const session = followSession(client, {
    startOver: () => leave(client, 'here'),
    goHome: () => leave(client, 'home'),
  })
  listenToTabs(session.told)
  window.addEventListener('focus', session.lookedAt)
  document.addEventListener('visibilitychange', session.lookedAt)

  const { queryKey } = sessionQuery()
  /** Whether Flowdesk itself has let somebody in, whose session ends when it is not used. */
  const isKept = () => {
    const known = client.getQueryData(queryKey)
    return known?.user != null && (known.access === 'password' || known.access === 'oidc')
  }
  const present = createPresence(() => {
    stayIn().catch((thrown: unknown) => {
      if (toProblem(thrown).kind === 'signed-out') void session.refused()
    })
  })
  for (const use of ['pointerdown', 'keydown'] as const)
    window.addEventListener(use, () => isKept() && present(), { passive: true, capture: true })

  // Whoever comes back from a provider may be awaited in another tab.
  void client
    .ensureQueryData(sessionQuery())
    .then(({ access }) => isKept() && access === 'oidc' && tellTabs('changed'))
    .catch(() => {})
  return () => void session.refused()
}

/** @returns what to call when something could not be reached */
function followNetwork(client: QueryClient): () => void {
  const { doubt, hope } = createConnectionWatch({
    isThere: () => isServerThere(client),
    tell: (state) => {
      connection.set(state === 'gone' && !navigator.onLine ? 'offline' : state)
      if (state === 'there') askAgain(client)
    },
  })
  window.addEventListener('offline', doubt)
  window.addEventListener('online', () => {
    hope()
    // Where the server was there all the time, Twilio may not have been.
    if (connection.get() === 'there') askAgain(client)
  })
  if (client.getQueryState(sessionQuery().queryKey)?.status === 'error') doubt()
  return doubt
}

function followEngineHealth(client: QueryClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  engine().listen((news) => {
    if (news.news !== 'restarted' && news.news !== 'stopped') return
    clearTimeout(timer)
    engineState.set(news.news)
    if (news.news === 'restarted') timer = setTimeout(() => engineState.set('fine'), restartSaid)
    // One that never said a word could not even be loaded.
    else if (!news.lived) void takeNewVersion(client)
  })
}
