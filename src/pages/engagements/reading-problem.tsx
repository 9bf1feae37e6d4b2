import type { Problem } from '#contract/problem.ts'

import { useStore } from '#queries/store.ts'
import { connection } from '#queries/weather.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import type { Reading } from './use-reading.ts'

/** Reading stopped in the middle: what was read stays, and this says how to go on. */
export function ReadingProblem({ reading, problem }: { reading: Reading; problem: Problem }) {
  const isThere = useStore(connection) === 'there'
  // A strip says so already, and reading goes on by itself.
  if (problem.kind === 'unreachable' && !isThere) return null
  const expired = problem.kind === 'expired-token'
  return (
    <ProblemView
      problem={problem}
      title="Reading stopped before the end"
      onRetry={expired ? reading.startOver : reading.readOn}
      {...(expired && { retryLabel: 'Read again from the start' })}
    />
  )
}
