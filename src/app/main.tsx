import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, useRoutes } from 'react-router'

import { followEngine } from '#queries/follow-engine.ts'
import { createQueryClient } from '#queries/query-client.ts'

import '#ui/theme.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { routes } from './routes.tsx'

const queryClient = createQueryClient()
// The engine starts while React draws.
followEngine(queryClient)

function Routes() {
  return useRoutes(routes)
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        {/* A click on a filter or a row answers at once: as a transition it would wait for the list that is being read. */}
        <BrowserRouter useTransitions={false}>
          <Routes />
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
)
