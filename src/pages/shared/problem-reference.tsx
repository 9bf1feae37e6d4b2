import type { Problem } from '#contract/problem.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

/** What to quote when asking for help: HTTP status, Twilio's code and message, or our own error. Renders nothing when there is none. */
export function ProblemReference({ problem }: { problem: Problem }) {
  const displayText = useDisplayText()
  const reference = formatReference(problem)
  return reference === '' ? null : (
    <span className="mt-1 block text-xs break-words text-faint">{displayText(reference)}</span>
  )
}

function formatReference({ status, code, detail }: Problem): string {
  const parts = [
    status === null ? null : `HTTP ${status}`,
    code === null ? null : `Twilio error ${code}`,
    detail,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
