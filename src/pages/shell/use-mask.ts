import { useQuery } from '@tanstack/react-query'

import { sessionQuery } from '#queries/session.ts'
import { createStore, useStore } from '#queries/store.ts'
import { noVeil, type Veil } from '#ui/veil.ts'

import { liftedHere, maskPref } from '#pages/prefs/mask.ts'
import { usePref } from '#pages/prefs/pref.ts'

/** What hides personal data. It comes with the switch; until then, all of a text counts as such. */
export const mask = createStore<Veil>((text) => text.replaceAll(/\S/g, '•'))

/** Whether personal data is masked, and whether that is for the server to say. */
export function useMask(): { isOn: boolean; isAlways: boolean } {
  const isAlways = useQuery(sessionQuery()).data?.mask === true
  const isChosen = usePref(maskPref)
  const isLifted = useStore(liftedHere)
  return { isOn: isAlways ? !isLifted : isChosen, isAlways }
}

/** What lies over every text from outside. */
export function useMaskVeil(): Veil {
  const veil = useStore(mask)
  return useMask().isOn ? veil : noVeil
}
