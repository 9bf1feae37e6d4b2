import { CloudOff, RotateCw } from 'lucide'

import type { Problem } from '#contract/problem.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

import { ProblemReference } from './problem-reference.tsx'

type ProblemViewProps = {
  problem: Problem
  /** What failed: "The steps couldn’t be loaded" */
  title: string
  onRetry?: (() => void) | undefined
  /** Button label. Default: "Try again". */
  retryLabel?: string
  /** `banner` above content that stays on the screen, `page` where there is nothing else. */
  variant?: 'banner' | 'page'
  /** `h1` where the page has no other heading. */
  as?: 'h1'
}

/** Shows a failure where it happened: what failed, why, and what to do. */
export function ProblemView({
  problem,
  title,
  onRetry,
  retryLabel = 'Try again',
  variant = 'banner',
  as,
}: ProblemViewProps) {
  const retry = onRetry && (
    <Button icon={<Icon icon={RotateCw} size={14} />} onClick={onRetry}>
      {retryLabel}
    </Button>
  )
  const details = (
    <>
      {problem.message} {problem.hint}
      <ProblemReference problem={problem} />
    </>
  )
  if (variant === 'banner') {
    return (
      <Banner role="alert" tone="danger" title={title} actions={retry}>
        {details}
      </Banner>
    )
  }
  return (
    <EmptyState
      role="alert"
      icon={<Icon icon={CloudOff} size={28} strokeWidth={1.5} />}
      title={title}
      {...(as && { as })}
      actions={retry}
    >
      {details}
    </EmptyState>
  )
}
