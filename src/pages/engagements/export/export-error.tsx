import { RotateCw } from 'lucide'

import type { Problem } from '#contract/problem.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

import { ProblemReference } from '#pages/shared/problem-reference.tsx'
import { useAutoFocus } from '#ui/keys/use-auto-focus.ts'

type ExportErrorProps = {
  /** Whether the file exists and only the audit event failed. */
  hasFile: boolean
  problem: Problem
  onRetry: () => void
  onCancel: () => void
}

/** Shown when no file was downloaded: why, and what to do. */
export function ExportError({ hasFile, problem, onRetry, onCancel }: ExportErrorProps) {
  const retry = useAutoFocus<HTMLButtonElement>()
  return (
    <>
      <div className="-mx-5">
        <Banner
          role="alert"
          tone="danger"
          title={hasFile ? 'The export couldn’t be logged' : 'The file couldn’t be created'}
        >
          {hasFile
            ? `The file wasn’t downloaded yet; it’s kept until you try again or cancel. ${describeAuditProblem(problem)}`
            : `${problem.message} ${problem.hint}`}
          <ProblemReference problem={problem} />
        </Banner>
      </div>
      <div className="flex justify-end gap-2 pt-5">
        <Button onClick={onCancel}>Cancel</Button>
        <Button ref={retry} variant="primary" icon={<Icon icon={RotateCw} size={14} />} onClick={onRetry}>
          Try again
        </Button>
      </div>
    </>
  )
}

/** The audit log is on Flowdesk's own server, so a `Problem`'s text about Twilio would be wrong. */
function describeAuditProblem({ kind, message, hint }: Problem): string {
  if (kind === 'signed-out' || kind === 'unexpected') return `${message} ${hint}`
  if (kind === 'unreachable') {
    return `${navigator.onLine ? 'Flowdesk can’t be reached.' : 'You are offline.'} Try again when the connection is back.`
  }
  return 'Flowdesk’s server didn’t accept the log entry. Try again; if it fails again, contact your Flowdesk administrator.'
}
