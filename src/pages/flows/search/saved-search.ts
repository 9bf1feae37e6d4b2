import type { CrossFlowSearch } from './cross-flow-search.ts'

/** The last search, for a return to it with the browser's Back button. In memory only: it is about customers. */
export type SavedSearch = {
  text: string
  search: CrossFlowSearch
  pagesPerFlow: number
  /** How far the matches were scrolled, in px. */
  scrollTop: number
  /** The link that was followed: its accessible name. */
  openedLink: string | null
}

let saved: SavedSearch | null = null

/** The saved search of this text. */
export const getSavedSearch = (text: string): SavedSearch | null => (saved?.text === text ? saved : null)

/** Saves changes of a search. A search of another text replaces the saved one. */
export function saveSearch(text: string, change: Partial<Omit<SavedSearch, 'text'>>): void {
  const before = getSavedSearch(text) ?? {
    search: { state: 'paused', flowStates: new Map() },
    pagesPerFlow: 1,
    scrollTop: 0,
    openedLink: null,
  }
  saved = { ...before, ...change, text }
}
