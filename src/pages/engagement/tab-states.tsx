import type { ReactNode } from 'react'

import type { Problem } from '#contract/problem.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabWaiting } from './tab-waiting.tsx'

type TabStatesProps = {
  problem: Problem | null
  /** What failed, in a sentence. */
  title: string
  onRetry: () => void
  /** What is on its way, in a few words. */
  waiting: string
  /** What is shown once it is here; it stays when asking again fails. Nothing before. */
  children: ReactNode
}

/** What a tab shows of something it asked for: that it is on its way, that it failed, or the thing itself. */
export function TabStates({ problem, title, onRetry, waiting, children }: TabStatesProps) {
  const isHere = children !== null && children !== undefined
  return (
    <>
      {problem && (
        <ProblemView problem={problem} title={title} onRetry={onRetry} as={isHere ? 'strip' : 'whole'} />
      )}
      {children}
      {!isHere && !problem && <TabWaiting what={waiting} />}
    </>
  )
}
