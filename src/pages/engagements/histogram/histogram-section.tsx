import { ChartColumn } from 'lucide'
import { Suspense } from 'react'

import { isNullOr, isOneOf } from '#contract/schema/checks.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { useAfterPaint } from '#ui/lazy/use-after-paint.ts'

import { createPref, usePref } from '#pages/prefs/pref.ts'
import type { HistogramPanelProps } from './histogram-panel.tsx'

const HistogramPanel = lazyChunk(async () => (await import('./histogram-panel.tsx')).HistogramPanel)

/** The histogram's element id, for `aria-controls`. */
const histogramId = 'histogram'

/**
 * The histogram's container. Its code loads after the first rows are painted; the reserved height prevents a layout shift.
 * @param hasRows whether the list has its first rows
 */
export function HistogramSection({ hasRows, ...panelProps }: HistogramPanelProps & { hasRows: boolean }) {
  const isReady = useAfterPaint(hasRows)
  return (
    <div id={histogramId} className="min-h-21 shrink-0 border-b border-line bg-canvas">
      {isReady && (
        <Suspense>
          <HistogramPanel {...panelProps} />
        </Suspense>
      )}
    </div>
  )
}

/** Collapses or expands the histogram. */
export function HistogramToggle({ isCollapsed, onToggle }: { isCollapsed: boolean; onToggle: () => void }) {
  return (
    <Button
      variant="quiet"
      aria-label="Histogram"
      aria-expanded={!isCollapsed}
      aria-controls={isCollapsed ? undefined : histogramId}
      title="Histogram"
      icon={<Icon icon={ChartColumn} size={16} />}
      onClick={onToggle}
      className={`w-8 px-0! ${isCollapsed ? '' : 'bg-selected! text-ink!'}`}
    />
  )
}

/** Null until the user collapses or expands it; the screen size decides then. */
const collapsedPref = createPref('histogram', isNullOr(isOneOf(['folded', 'unfolded'])), null)

/**
 * Whether the histogram is collapsed, as stored in this browser. Default: in narrow and in low windows; beside an open run, where
 * the filters need two lines, also in those of a laptop.
 */
export function useHistogramCollapsed(
  isPanelOpen: boolean,
): [isCollapsed: boolean, setCollapsed: (isCollapsed: boolean) => void] {
  const stored = usePref(collapsedPref)
  const isCollapsed =
    stored === null
      ? !window.matchMedia(`(min-width: 640px) and (min-height: ${isPanelOpen ? 900 : 480}px)`).matches
      : stored === 'folded'
  return [isCollapsed, (next) => collapsedPref.write(next ? 'folded' : 'unfolded')]
}
