import { QueryClient } from '@tanstack/react-query'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Only `#twilio` retries; a second layer would multiply the attempts.
        retry: false,
        // Another component that shows the same error does not retry; its "Try again" button does.
        retryOnMount: false,
        // Offline queries fail with an error instead of hanging.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 15_000,
      },
    },
  })
}
