import type { Problem } from '#contract/problem.ts'

import { useStore } from '#ui/store.ts'
import { connectionStatus } from '#status/system-status.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import type { Loader } from './use-loader.ts'

/** Shown when loading stops before the end. Loaded rows stay; the button resumes or restarts. */
export function LoadingError({ loader, problem }: { loader: Loader; problem: Problem }) {
  const isOnline = useStore(connectionStatus) === 'online'
  // A banner already says so, and loading resumes automatically.
  if (problem.kind === 'unreachable' && !isOnline) return null
  const isTokenExpired = problem.kind === 'expired-token'
  return (
    <ProblemView
      problem={problem}
      title="Loading stopped before the end"
      onRetry={isTokenExpired ? loader.restart : loader.loadMore}
      {...(isTokenExpired && { retryLabel: 'Reload from the start' })}
    />
  )
}
