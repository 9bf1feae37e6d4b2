import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, useRoutes } from 'react-router'

import { comeBack } from '#pages/door/come-back.ts'
import { Door } from '#pages/door/door.tsx'
import { followEngine } from '#queries/follow-engine.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { sessionQuery } from '#queries/session.ts'

import '#ui/theme.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { watchParts } from './missing-part.ts'
import { routes } from './routes.tsx'

const queryClient = createQueryClient()
watchParts(queryClient)
// Who asks is asked first, and the engine starts while React draws.
void queryClient.prefetchQuery(sessionQuery())
followEngine(queryClient)

function Routes() {
  return useRoutes(routes)
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
const reactRoot = createRoot(root)

// The address is as it should be before the router looks at it.
void comeBack().then((refusal) =>
  reactRoot.render(
    <StrictMode>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          {/* A click on a filter or a row answers at once: as a transition it would wait for the list that is being read. */}
          <BrowserRouter useTransitions={false}>
            <Door refusal={refusal}>
              <Routes />
            </Door>
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>,
  ),
)

// Not needed to show the first screen, and so not in its way.
void import('./follow.ts').then(({ follow }) => follow(queryClient))
