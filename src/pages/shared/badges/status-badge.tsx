import type { EngagementStatus } from '#contract/run-source.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

/** Ended is neutral, never green: Twilio does not say whether a run went well. */
const statusStyles: Record<EngagementStatus, { label: string; dot: string; text: string }> = {
  active: {
    label: 'Active',
    dot: 'rounded-full border-4 border-active shadow-[0_0_0_3px_var(--color-active-soft)]',
    text: 'text-active font-medium',
  },
  ended: { label: 'Ended', dot: 'rounded-full border-[1.5px] border-faint', text: 'text-muted' },
}

/** A filled diamond. */
const otherDot = 'rotate-45 border-4 border-warn'

/** A status as a dot and its name. A status that Twilio does not document is shown as sent. */
export function StatusBadge({ status }: { status: string | null }) {
  const displayText = useDisplayText()
  const style = status === 'active' || status === 'ended' ? statusStyles[status] : null
  return (
    <span className={`inline-flex max-w-full items-center gap-2 ${style?.text ?? 'text-warn'}`}>
      <span
        aria-hidden
        // Filled by its border, which forced colours keep.
        className={`size-2 shrink-0 ${style?.dot ?? otherDot}`}
      />
      <span className="truncate @max-lg:sr-only">
        {style?.label ?? (status === null ? 'No status' : displayText(status))}
      </span>
    </span>
  )
}
