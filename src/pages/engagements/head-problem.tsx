import { ProblemView } from '#pages/shared/problem-view.tsx'
import type { Head } from './use-head.ts'

/** The new ones could not be taken in: the list stays as it was. */
export function HeadProblem({ head }: { head: Head }) {
  const { taking } = head
  if (taking === 'no' || taking === 'now') return null
  return <ProblemView problem={taking} title="The new engagements could not be read" onRetry={head.take} />
}
