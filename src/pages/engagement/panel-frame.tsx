import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react'

import { Button } from '#ui/button.tsx'
import { keys } from '#ui/keys.ts'

import { panelWidthPref } from '#pages/prefs/panel-width.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { PanelEdge } from './panel-edge.tsx'

type PanelFrameProps = {
  /** The region's name: "Engagement" and the whole SID. */
  name: string
  /** What stands in its first line, before the button that closes it. */
  heading?: ReactNode
  /** What stands right before that button. */
  controls?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** The panel beside the list; on a small screen, over it. Esc closes it from anywhere on the page. */
export function PanelFrame({ name, heading, controls, onClose, children }: PanelFrameProps) {
  const frame = useRef<HTMLElement>(null)
  const style: CSSProperties & { '--panel-width': string } = {
    '--panel-width': `${usePref(panelWidthPref)}%`,
  }

  useEffect(() => {
    // Opened from the list, the reader's next key belongs to the panel; opened by a link, to the page.
    if (document.activeElement?.closest('[role=grid]')) frame.current?.focus({ preventScroll: true })
  }, [])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === keys.close && !event.defaultPrevented) onClose()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onClose])

  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label={name}
      style={style}
      className="relative flex min-h-0 w-full shrink-0 flex-col border-line bg-surface outline-none lg:w-(--panel-width) lg:min-w-100 lg:border-l"
    >
      <PanelEdge />
      <div className="flex h-11 shrink-0 items-center gap-1 pr-3 pl-5 max-lg:pl-2">
        {/* Over the list it is a page of its own, and the way back stands where one looks for it. */}
        <Button
          variant="quiet"
          aria-label="Close"
          title="Back to the list (Esc)"
          className="w-9 text-ink lg:hidden"
          icon={<ArrowLeft aria-hidden size={18} />}
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
          icon={<X aria-hidden size={16} />}
          onClick={onClose}
        />
      </div>
      {children}
    </section>
  )
}
