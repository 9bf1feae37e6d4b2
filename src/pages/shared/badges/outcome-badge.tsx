import { CircleStop, CircleX, Flag, Hourglass, TriangleAlert, type IconNode } from 'lucide'

import { outcomeText, type Outcome, type OutcomeKind } from '#contract/outcome.ts'
import { Icon } from '#ui/icon.tsx'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

/** Completed is neutral, never green: a run that came to its end may still have failed the customer. */
const styles: Record<OutcomeKind, { icon: IconNode | null; className: string }> = {
  completed: { icon: Flag, className: 'text-muted' },
  waiting: { icon: Hourglass, className: 'text-active' },
  'ended-early': { icon: TriangleAlert, className: 'text-warn' },
  failed: { icon: CircleX, className: 'text-danger font-medium' },
  stopped: { icon: CircleStop, className: 'text-warn' },
  unknown: { icon: null, className: 'text-faint italic' },
}

const stuckStyle = { icon: TriangleAlert, className: 'text-warn font-medium' }

const notLoaded = {
  icon: null,
  className: 'text-faint italic',
  hint: 'Not loaded. It loads while the row is in view; if it doesn’t, open the run.',
}

type OutcomeBadgeProps = {
  outcome: Outcome | null
  /** Why a waiting run is stuck; null if it is not. */
  stuck?: string | null
}

/** An outcome as an icon and its words; in a narrow list only the icon. */
export function OutcomeBadge({ outcome, stuck = null }: OutcomeBadgeProps) {
  const displayText = useDisplayText()
  const text = outcomeText(outcome)
  const { icon, className } =
    outcome === null ? notLoaded : { ...styles[outcome.kind], ...(stuck === null ? {} : stuckStyle) }
  const reason = outcome?.reason ?? null
  // The text of an early end has its reason.
  const hint =
    stuck !== null
      ? displayText(stuck)
      : reason === null || text.includes(reason)
        ? displayText(text)
        : `${displayText(text)}: ${reason}`
  return (
    <span
      className={`flex min-w-0 items-center gap-1.5 ${className}`}
      title={outcome === null ? notLoaded.hint : hint}
    >
      {icon ? (
        <Icon icon={icon} size={13} className="shrink-0" />
      ) : (
        <span aria-hidden className="hidden @max-lg:inline">
          –
        </span>
      )}
      <span className="truncate pr-0.5 @max-lg:sr-only">
        <UntrustedText text={text} />
        {stuck !== null && <span className="sr-only"> (stuck)</span>}
      </span>
    </span>
  )
}
