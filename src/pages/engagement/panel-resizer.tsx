import type { KeyboardEvent, PointerEvent } from 'react'

import { panelWidthPref, panelWidthPercent } from '#pages/prefs/panel-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'

/** The panel's left edge. Drag it or use the arrow keys; a double-click restores the default width. */
export function PanelResizer() {
  const width = usePref(panelWidthPref)

  function onKeyDown(event: KeyboardEvent) {
    const next = {
      ArrowLeft: width + 2,
      ArrowRight: width - 2,
      Home: panelWidthPercent.min,
      End: panelWidthPercent.max,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setPanelWidth(next)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a focusable separator is a control (WAI-ARIA's window splitter)
    <div
      role="separator"
      aria-label="Width of the panel"
      aria-orientation="vertical"
      aria-valuenow={Math.round(width)}
      aria-valuemin={panelWidthPercent.min}
      aria-valuemax={panelWidthPercent.max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => setPanelWidth(panelWidthPercent.default)}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none outline-none transition-colors hover:bg-accent/30 focus-visible:bg-accent forced-colors:focus-visible:outline-solid active:bg-accent max-lg:hidden"
    />
  )
}

/** @param percent of the window's width */
function setPanelWidth(percent: number) {
  const { min, max } = panelWidthPercent
  panelWidthPref.write(Math.round(Math.min(max, Math.max(min, percent)) * 10) / 10)
}

function onPointerMove({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) {
  if (!currentTarget.hasPointerCapture(pointerId)) return
  setPanelWidth(100 * (1 - clientX / window.innerWidth))
}
