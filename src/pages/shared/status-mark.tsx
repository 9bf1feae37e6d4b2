import type { EngagementStatus } from '#contract/engagement.ts'
import { useShown } from '#ui/veil.ts'

/**
 * How each status looks. Active is lively; ended is neutral, never green: Twilio does not say whether a run went well.
 */
const looks: Record<EngagementStatus, { label: string; dot: string; text: string }> = {
  active: {
    label: 'Active',
    dot: 'bg-active shadow-[0_0_0_3px_var(--color-active-soft)]',
    text: 'text-active font-medium',
  },
  ended: { label: 'Ended', dot: 'shadow-[inset_0_0_0_1.5px_var(--color-faint)]', text: 'text-muted' },
}

/** A status as a dot and its name. One that Twilio never named is shown as it came. */
export function StatusMark({ status }: { status: string | null }) {
  const shown = useShown()
  const look = status === 'active' || status === 'ended' ? looks[status] : null
  return (
    <span className={`inline-flex max-w-full items-center gap-2 ${look?.text ?? 'text-warn'}`}>
      <span
        aria-hidden
        className={`size-2 shrink-0 rounded-full ${look?.dot ?? 'rotate-45 rounded-none bg-warn'}`}
      />
      <span className="truncate @max-md:sr-only">
        {look?.label ?? (status === null ? 'No status' : shown(status))}
      </span>
    </span>
  )
}
