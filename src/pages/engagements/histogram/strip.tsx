import { lazy, Suspense } from 'react'

import type { HistogramProps } from './histogram.tsx'
import { histogramId } from './toggle.tsx'

const Histogram = lazy(async () => ({ default: (await import('./histogram.tsx')).Histogram }))

/** Where the histogram stands. Its code comes after the first rows; the room is kept, so that the rows do not jump. */
export function HistogramStrip(props: HistogramProps) {
  return (
    <div id={histogramId} className="min-h-21 shrink-0 border-b border-line bg-canvas">
      <Suspense>
        <Histogram {...props} />
      </Suspense>
    </div>
  )
}
