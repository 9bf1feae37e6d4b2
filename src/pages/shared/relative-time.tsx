import { useEffect, useRef, useState, type FocusEvent } from 'react'

import { formatAge } from '#format/age.ts'
import { describeTime, exactTimes } from '#format/time/time.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useNow } from '#ui/time/use-now.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'

/** How long after the pointer has left the exact time stays, in ms: long enough to move the pointer to its buttons. */
const closeDelayMs = 250

/**
 * How long ago something was: "2 h ago". On hover and focus, and on a touch, the exact time appears, with buttons to copy it.
 * The nearest positioned ancestor places it: below its left edge. Where a control contains the text, use `RelativeTimeText`.
 * @param ms milliseconds since 1970
 */
export function RelativeTime({ ms }: { ms: number }) {
  const [isOpen, setIsOpen] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const now = useNow()
  const zone = useTimeZone()
  useEffect(() => () => clearTimeout(timer.current), [])

  function open() {
    clearTimeout(timer.current)
    setIsOpen(true)
  }
  const hasFocus = (element: Element) => element.contains(document.activeElement)

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its button does the same with the keyboard
    <span
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && open()}
      onPointerLeave={({ currentTarget }) => {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => !hasFocus(currentTarget) && setIsOpen(false), closeDelayMs)
      }}
      onFocus={open}
      onBlur={({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) setIsOpen(false)
      }}
      onKeyDown={(event) => {
        // Otherwise Esc would close the panel as well.
        if (event.key !== 'Escape' || !isOpen) return
        event.preventDefault()
        event.currentTarget.querySelector('button')?.focus()
        setIsOpen(false)
      }}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={open}
        className="focus-ring rounded-sm underline decoration-line-strong decoration-dotted underline-offset-3 pointer-coarse:min-h-6"
      >
        <time dateTime={new Date(ms).toISOString()}>{formatAge(now - ms)}</time>
      </button>
      {isOpen && (
        <span
          role="group"
          aria-label="Exact time"
          className="absolute top-full left-0 z-20 flex w-88 max-w-full flex-col rounded-md border border-line-strong bg-raised p-1.5 text-xs text-ink shadow-panel"
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

/** How long ago something was, with the exact time on hover. @param ms milliseconds since 1970 */
export function RelativeTimeText({ ms }: { ms: number }) {
  const now = useNow()
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms, useTimeZone())}>
      {formatAge(now - ms)}
    </time>
  )
}
