const maxRecentSearches = 8

/**
 * Recent searches, newest first. They contain customers' data, so they are in memory only: nothing is stored, and
 * closing the tab clears them.
 */
let recent: readonly string[] = []

export const recentSearches = (): readonly string[] => recent

/** Puts a search first, without duplicates. Ignores an empty one. */
export function addRecentSearch(text: string): void {
  if (text !== '') recent = [text, ...recent.filter((each) => each !== text)].slice(0, maxRecentSearches)
}
