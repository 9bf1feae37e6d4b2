import { ChartColumn } from 'lucide-react'

import { Button } from '#ui/button.tsx'

/** The histogram on the page, for what controls it. */
export const histogramId = 'histogram'

/** Folds the histogram away, or brings it back. */
export function HistogramToggle({ folded, onToggle }: { folded: boolean; onToggle: () => void }) {
  return (
    <Button
      variant="quiet"
      aria-label="Histogram"
      aria-expanded={!folded}
      aria-controls={folded ? undefined : histogramId}
      title="Histogram"
      icon={<ChartColumn aria-hidden size={16} />}
      onClick={onToggle}
      className={`w-8 px-0! ${folded ? '' : 'bg-selected! text-ink!'}`}
    />
  )
}
