import { RotateCw } from 'lucide-react'

import type { Problem } from '#contract/problem.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

import { useFocus } from './use-focus.ts'

type NotExportedProps = {
  /** Whether there is a file, of which the audit could not be told. */
  isMade: boolean
  problem: Problem
  onRetry: () => void
  onCancel: () => void
}

/** No file was handed over: why, and what to do. */
export function NotExported({ isMade, problem, onRetry, onCancel }: NotExportedProps) {
  const retry = useFocus<HTMLButtonElement>()
  return (
    <>
      <div className="-mx-5">
        <Notice
          role="alert"
          tone="danger"
          title={isMade ? 'The export could not be noted in the audit' : 'The file could not be made'}
        >
          {isMade
            ? `So the file was not handed over; it is kept here. ${whyNotTold(problem)}`
            : `${problem.message} ${problem.remedy}`}
        </Notice>
      </div>
      <div className="flex justify-end gap-2 pt-5">
        <Button onClick={onCancel}>Cancel</Button>
        <Button ref={retry} variant="primary" icon={<RotateCw aria-hidden size={14} />} onClick={onRetry}>
          Try again
        </Button>
      </div>
    </>
  )
}

/** The audit is kept by Flowdesk's own server: what a `Problem` says of Twilio would be wrong. */
function whyNotTold({ kind, message, remedy, status }: Problem): string {
  if (kind === 'signed-out') return `${message} ${remedy}`
  if (kind === 'unreachable') {
    return `${navigator.onLine ? 'Flowdesk cannot be reached.' : 'You are offline.'} Try again when the connection is back.`
  }
  const answered = status === null ? '' : ` (HTTP ${status})`
  return `Flowdesk’s server did not take the note${answered}. Try again; if it happens again, tell whoever runs it.`
}
