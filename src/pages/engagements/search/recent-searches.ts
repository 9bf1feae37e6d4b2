/** How many are kept. */
const most = 8

/**
 * What was searched for in this visit, the latest first. It holds customers' data, so it lives in the page's memory
 * alone: nothing of it is stored, and closing the tab forgets it.
 */
let recent: readonly string[] = []

export const recentSearches = (): readonly string[] => recent

/** Puts a search first; one that was there moves up. An empty one is none. */
export function remember(text: string): void {
  if (text !== '') recent = [text, ...recent.filter((each) => each !== text)].slice(0, most)
}
