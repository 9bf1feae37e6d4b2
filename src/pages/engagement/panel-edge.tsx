import type { KeyboardEvent, PointerEvent } from 'react'

import { panelWidthPref, panelWidths } from '#pages/prefs/panel-width.ts'
import { usePref } from '#pages/prefs/pref.ts'

/** The panel's left edge, to be dragged, or moved with the arrow keys; twice clicked it goes back where it was at first. */
export function PanelEdge() {
  const width = usePref(panelWidthPref)

  function onKeyDown(event: KeyboardEvent) {
    const to = {
      ArrowLeft: width + 2,
      ArrowRight: width - 2,
      Home: panelWidths.least,
      End: panelWidths.most,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    set(to)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that takes the focus is a control (WAI-ARIA's window splitter)
    <div
      role="separator"
      aria-label="Width of the panel"
      aria-orientation="vertical"
      aria-valuenow={Math.round(width)}
      aria-valuemin={panelWidths.least}
      aria-valuemax={panelWidths.most}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => set(panelWidths.usual)}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none outline-none transition-colors hover:bg-accent/30 focus-visible:bg-accent active:bg-accent max-lg:hidden"
    />
  )
}

/** @param percent of the window's width */
function set(percent: number) {
  const { least, most } = panelWidths
  panelWidthPref.write(Math.round(Math.min(most, Math.max(least, percent)) * 10) / 10)
}

function onPointerMove({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) {
  if (!currentTarget.hasPointerCapture(pointerId)) return
  set(100 * (1 - clientX / window.innerWidth))
}
