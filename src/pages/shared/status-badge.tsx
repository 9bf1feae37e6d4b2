import type { EngagementStatus } from '#contract/resources.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

/** Ended is neutral, never green: Twilio does not say whether a run went well. */
const statusStyles: Record<EngagementStatus, { label: string; dot: string; text: string }> = {
  active: {
    label: 'Active',
    dot: 'bg-active shadow-[0_0_0_3px_var(--color-active-soft)]',
    text: 'text-active font-medium',
  },
  ended: { label: 'Ended', dot: 'shadow-[inset_0_0_0_1.5px_var(--color-faint)]', text: 'text-muted' },
}

/** A status as a dot and its name. A status that Twilio does not document is shown as sent. */
export function StatusBadge({ status }: { status: string | null }) {
  const displayText = useDisplayText()
  const style = status === 'active' || status === 'ended' ? statusStyles[status] : null
  return (
    <span className={`inline-flex max-w-full items-center gap-2 ${style?.text ?? 'text-warn'}`}>
      <span
        aria-hidden
        className={`size-2 shrink-0 rounded-full forced-color-adjust-none ${style?.dot ?? 'rotate-45 rounded-none bg-warn'}`}
      />
      <span className="truncate @max-md:sr-only">
        {style?.label ?? (status === null ? 'No status' : displayText(status))}
      </span>
    </span>
  )
}
