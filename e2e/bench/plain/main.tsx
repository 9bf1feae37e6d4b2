/**
 * The design everyone writes first, to measure ours beside: every page parsed on the main thread and kept whole in the
 * query cache, all rows in one array, TanStack Table's own row models over them. It is written as well as that design
 * allows (rows windowed, no needless option set) and bears the product's accessible names, so that one driver drives both.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { PlainList } from './list.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html holds no element with the id "root".')

const flowSid = new URLSearchParams(location.search).get('flow') ?? ''
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <PlainList flowSid={flowSid} />
    </QueryClientProvider>
  </StrictMode>,
)
