import type { RunSource } from '#contract/run-source.ts'

import type { CrossFlowSearch } from './cross-flow-search.ts'

/** What a search of all flows is of. */
export type CrossFlowQuery = { text: string; source: RunSource }

/** The last search, for a return to it with the browser's Back button. In memory only: it is about customers. */
export type SavedSearch = CrossFlowQuery & {
  search: CrossFlowSearch
  pagesPerFlow: number
  /** How far the matches were scrolled, in px. */
  scrollTop: number
  /** The link that was followed: its accessible name. */
  openedLink: string | null
}

let saved: SavedSearch | null = null

/** The saved search of this text from this source. */
export const getSavedSearch = ({ text, source }: CrossFlowQuery): SavedSearch | null =>
  saved?.text === text && saved.source === source ? saved : null

/** Saves changes of a search. Another search replaces the saved one. */
export function saveSearch(
  { text, source }: CrossFlowQuery,
  change: Partial<Omit<SavedSearch, keyof CrossFlowQuery>>,
): void {
  const before = getSavedSearch({ text, source }) ?? {
    search: { state: 'paused', flowStates: new Map() },
    pagesPerFlow: 1,
    scrollTop: 0,
    openedLink: null,
  }
  saved = { ...before, ...change, text, source }
}
