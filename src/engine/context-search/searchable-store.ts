import type { ContextPredicate } from '#search/query/predicates.ts'

import type { ContextLocations } from '#engine/store/context-locations.ts'
import type { PageStore } from '#engine/store/page-store.ts'
import type { MatchResults } from '#engine/store/match-results.ts'

/** The parts of a flow's store that a context search needs. */
export type SearchableStore = {
  readonly contexts: ContextLocations
  readonly pageStore: Pick<PageStore, 'storedPage' | 'mayContain' | 'nextUnindexed' | 'setIndex'>
  /** The position of a row in the list order. Rows listed earlier have smaller positions. */
  positionOf(row: number): number
  matchResultsFor(predicate: ContextPredicate): MatchResults
  /** Which rows' contexts were read for something else than a predicate. */
  readStatesFor(key: string): MatchResults
  /** Increases with every change of the data. */
  version: number
}
