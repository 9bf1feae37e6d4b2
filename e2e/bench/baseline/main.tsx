/**
 * The baseline: the obvious design, to compare the app with. It parses every page on the main thread, stores whole pages in
 * the query cache, has all rows in one array and uses TanStack Table's own row models. It is as good as that design
 * allows (windowed rows, no needless options) and has the app's accessible names, so that one driver works for both.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { BaselineList } from './list.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root".')

const flowSid = new URLSearchParams(location.search).get('flow') ?? ''
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <BaselineList flowSid={flowSid} />
    </QueryClientProvider>
  </StrictMode>,
)
