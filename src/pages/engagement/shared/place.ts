import { createContext, use, useCallback } from 'react'

import { createStore, type Store } from '#ui/store.ts'
import { noPlace, type Place } from '#urls/urls.ts'

/** The place in the open tab that had the focus last, for a link to it; null for none. */
export const FocusedPlaceContext = createContext<Store<Place | null>>(createStore<Place | null>(null))

/**
 * The props of an element that is a place of the tab: moving the focus to it, or into it, selects it for the link.
 * @param isLinked whether a link or a search hit leads to it, so that it is scrolled into view when it appears
 */
export function usePlace(place: Partial<Place>, isLinked: boolean) {
  const focused = use(FocusedPlaceContext)
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (isLinked) element?.scrollIntoView({ block: 'center' })
    },
    [isLinked],
  )
  return { ref, onFocus: () => focused.set({ ...noPlace, ...place }), 'aria-current': isLinked }
}

/** Looks of an item to which a link leads. */
export const linkedPlaceClass = 'bg-selected forced-colors:outline forced-colors:-outline-offset-1'
