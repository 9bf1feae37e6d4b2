import { ArrowLeft, X } from 'lucide'
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { shortcuts } from '#ui/keys/shortcuts.ts'

import { panelWidthPref } from '#pages/prefs/panel-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { PanelResizer } from './panel-resizer.tsx'

type PanelFrameProps = {
  /** The region's name: "Engagement" and the whole SID. */
  name: string
  /** The start of the first line. */
  heading?: ReactNode
  /** Buttons right before the close button. */
  controls?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** The panel next to the list; on a small screen, over it. Esc closes it from anywhere on the page. */
export function PanelFrame({ name, heading, controls, onClose, children }: PanelFrameProps) {
  const panel = useRef<HTMLElement>(null)
  const style: CSSProperties & { '--panel-width': string } = {
    '--panel-width': `${usePref(panelWidthPref)}%`,
  }

  useEffect(() => {
    // Opened from the list, the panel takes the focus; opened by a link, the page keeps it. On a small screen, the list is
    // hidden before the panel is here, and its focus has moved to the main content.
    const focused = document.activeElement
    if (focused?.closest('[role=grid]') || focused?.matches('main'))
      panel.current?.focus({ preventScroll: true })
  }, [])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === shortcuts.close && !event.defaultPrevented) onClose()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onClose])

  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={name}
      data-panel
      style={style}
      className="relative flex min-h-0 w-full shrink-0 flex-col border-line bg-surface outline-none short:overflow-y-auto short:*:last:min-h-72 lg:w-(--panel-width) lg:min-w-100 lg:border-l"
    >
      <PanelResizer />
      <div className="flex min-h-11 shrink-0 items-center gap-1 pr-3 pl-5 max-[380px]:flex-wrap max-lg:pl-2">
        {/* On a small screen the panel covers the list, so its back button is at the top left. */}
        <Button
          variant="quiet"
          aria-label="Close"
          title="Back to the list (Esc)"
          className="w-9 text-ink lg:hidden"
          icon={<Icon icon={ArrowLeft} size={18} />}
          onClick={onClose}
        />
        {heading}
        <span className="flex-1" />
        {controls}
        <Button
          variant="quiet"
          aria-label="Close"
          title="Close (Esc)"
          className="w-8 max-lg:hidden"
          icon={<Icon icon={X} size={16} />}
          onClick={onClose}
        />
      </div>
      {children}
    </section>
  )
}
