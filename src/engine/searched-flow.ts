import type { ContextTest } from '#search/search.ts'

import type { ContextPlaces } from './context-places.ts'
import type { PageStore } from './page-store.ts'
import type { Verdicts } from './verdicts.ts'

/** What a search needs of the flow it looks through. */
export type SearchedFlow = {
  readonly contexts: ContextPlaces
  readonly store: Pick<PageStore, 'held'>
  /** Where a row stands in the list: newer ones have smaller positions. */
  positionOf(row: number): number
  verdictsOf(test: ContextTest): Verdicts
  /** Counts up with every change of what is known. */
  version: number
}
