import type { ReactNode } from 'react'

import type { Problem } from '#contract/problem.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabSkeleton } from './tab-skeleton.tsx'

type AsyncTabProps = {
  problem: Problem | null
  /** What failed, for the error's title. */
  title: string
  onRetry: () => void
  /** What is loading, in a few words; for screen readers. */
  loadingLabel: string
  /** The loaded content; null or undefined before. It stays when a later request fails. */
  children: ReactNode
}

/** A tab that loads its content: a skeleton, an error, or the content. */
export function AsyncTab({ problem, title, onRetry, loadingLabel, children }: AsyncTabProps) {
  const isLoaded = children !== null && children !== undefined
  return (
    <>
      {problem && (
        <ProblemView
          problem={problem}
          title={title}
          onRetry={onRetry}
          variant={isLoaded ? 'banner' : 'page'}
        />
      )}
      {children}
      {!isLoaded && !problem && <TabSkeleton label={loadingLabel} />}
    </>
  )
}
