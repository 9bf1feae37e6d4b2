import { QueryClient } from '@tanstack/react-query'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // `twilio` alone asks again after a failure; a second layer would multiply its tries.
        retry: false,
        // A second component that shows the same failure does not ask again; its "Try again" does.
        retryOnMount: false,
        // Offline is a failure that says so, not a query that hangs.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 15_000,
      },
    },
  })
}
