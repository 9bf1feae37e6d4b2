import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { useRoutes } from 'react-router'

import { TimeZoneContext, useChosenTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { restoreReturnUrl } from '#pages/sign-in/return-url.ts'
import { SearchAddresses } from '#pages/shell/mask/search-addresses.tsx'
import { TextMasks } from '#pages/shell/mask/text-masks.tsx'
import { AuthGate } from '#pages/sign-in/auth-gate.tsx'
import { syncEngineCache } from '#queries/sync-engine-cache.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { sessionQuery } from '#session/session-query.ts'
import { ignoreComposingKeys } from '#ui/keys/ignore-composing-keys.ts'
import { keepFocus } from '#ui/keys/keep-focus.ts'
import { BrowserRouter } from '#ui/router/browser-router.tsx'

import '#ui/theme.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { startWatchers } from './start-watchers.ts'
import { routes } from './routes.tsx'

function Routes() {
  const page = useRoutes(routes)
  return <TimeZoneContext value={useChosenTimeZone()}>{page}</TimeZoneContext>
}

function renderApp(root: HTMLElement): void {
  ignoreComposingKeys(window)
  keepFocus()
  const queryClient = createQueryClient()
  // The session is requested first, and the engine starts while React renders.
  void queryClient.prefetchQuery(sessionQuery())
  syncEngineCache(queryClient)
  // Before the router reads the URL.
  const signInError = restoreReturnUrl()
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <BrowserRouter>
            <AuthGate signInError={signInError}>
              <SearchAddresses>
                <TextMasks>
                  <Routes />
                </TextMasks>
              </SearchAddresses>
            </AuthGate>
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>,
  )
  startWatchers(queryClient)
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
// With children, `public/browser-check.js` has already shown that this browser is too old.
if (!root.hasChildNodes()) renderApp(root)
