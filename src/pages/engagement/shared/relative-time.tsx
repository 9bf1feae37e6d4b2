import { useState, type FocusEvent, type KeyboardEvent } from 'react'

import { formatAge } from '#format/age.ts'
import { describeTime, exactTimes } from '#format/time/time.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useNow } from '#ui/time/use-now.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'

/**
 * How long ago something was: "2 h ago". The exact time is in its tooltip; on a click or Enter it appears with buttons to copy
 * it, below the left edge of the nearest positioned ancestor. Inside another control, use `RelativeTimeText` of `values.tsx`.
 * @param ms milliseconds since 1970
 */
export function RelativeTime({ ms }: { ms: number }) {
  const [isOpen, setIsOpen] = useState(false)
  const now = useNow()
  const zone = useTimeZone()

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (!currentTarget.contains(relatedTarget)) setIsOpen(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !isOpen) return
    // Otherwise Esc would close the panel as well.
    event.preventDefault()
    event.currentTarget.querySelector('button')?.focus()
    setIsOpen(false)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- notices when the focus leaves its buttons
    <span onBlur={onBlur} onKeyDown={onKeyDown}>
      <button
        type="button"
        aria-expanded={isOpen}
        title={describeTime(ms, zone)}
        onClick={({ currentTarget }) => {
          // Safari does not focus a clicked button.
          currentTarget.focus()
          setIsOpen(!isOpen)
        }}
        className="focus-ring min-h-6 rounded-sm underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        <time dateTime={new Date(ms).toISOString()}>{formatAge(now - ms)}</time>
      </button>
      {isOpen && (
        <span
          role="group"
          aria-label="Exact time"
          tabIndex={-1}
          className="absolute top-full left-0 z-20 flex w-88 max-w-full flex-col rounded-md border border-line-strong bg-raised p-1.5 text-xs text-ink shadow-panel outline-none"
        >
          {exactTimes(ms, zone).map(({ label, text }) => (
            <span key={label} className="flex min-h-7 items-center gap-2 pl-1.5">
              <span className="min-w-0 flex-1">
                <span className="block text-2xs text-muted">{label}</span>
                {text}
              </span>
              <CopyButton iconOnly unmasked label={`Copy ${label}`} text={() => text} />
            </span>
          ))}
        </span>
      )}
    </span>
  )
}
