import { CloudOff, RotateCw } from 'lucide-react'

import type { Problem } from '#contract/problem.ts'
import { Blank } from '#ui/blank.tsx'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { useShown } from '#ui/veil.ts'

type ProblemViewProps = {
  problem: Problem
  /** What it was that failed: "The steps could not be read." */
  title: string
  onRetry?: (() => void) | undefined
  /** The button's words where they are not "Try again". */
  retryLabel?: string
  /** `strip` where something is on the screen already and stays, `whole` where there is nothing else. */
  as?: 'strip' | 'whole'
}

/** A failure, where it happened: what, why, and what to do. */
export function ProblemView({
  problem,
  title,
  onRetry,
  retryLabel = 'Try again',
  as = 'strip',
}: ProblemViewProps) {
  const shown = useShown()
  const retry = onRetry && (
    <Button icon={<RotateCw aria-hidden size={14} />} onClick={onRetry}>
      {retryLabel}
    </Button>
  )
  const why = (
    <>
      {problem.message} {problem.remedy}
      {reference(problem) !== '' && (
        <span className="mt-1 block text-xs text-faint">{shown(reference(problem))}</span>
      )}
    </>
  )
  if (as === 'strip') {
    return (
      <Notice role="alert" tone="danger" title={title} actions={retry}>
        {why}
      </Notice>
    )
  }
  return (
    <Blank
      role="alert"
      icon={<CloudOff aria-hidden size={28} strokeWidth={1.5} />}
      title={title}
      actions={retry}
    >
      {why}
    </Blank>
  )
}

/** What to quote when asking for help: status, Twilio's code and words. */
function reference({ status, code, detail }: Problem): string {
  const parts = [
    status === null ? null : `HTTP ${status}`,
    code === null ? null : `Twilio error ${code}`,
    detail,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
