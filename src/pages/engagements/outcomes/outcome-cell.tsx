import type { ReactNode } from 'react'

import { outcomeText, type Outcome } from '#contract/outcome.ts'
import { createStore, useStore } from '#ui/store.ts'

/** Renders an outcome; null until its code has loaded, which the first rows do not wait for. */
export const renderOutcome = createStore<((outcome: Outcome | null) => ReactNode) | null>(null)

/** Where a row's run waits, or how it ended. */
export function OutcomeCell({ outcome }: { outcome: Outcome | null }) {
  const render = useStore(renderOutcome)
  if (render) return render(outcome)
  return <span className="text-faint @max-md:sr-only">{outcomeText(outcome)}</span>
}
