import * as z from 'zod/mini'

import { createPref, usePref } from '#pages/prefs/pref.ts'

/** Null until the reader folds it or unfolds it: then the screen decides. */
const foldPref = createPref('histogram', z.nullable(z.enum(['folded', 'unfolded'])), null)

/** Whether the histogram is folded away: as this browser left it; at first only where the screen is a phone's. */
export function useFolded(): [folded: boolean, setFolded: (folded: boolean) => void] {
  const kept = usePref(foldPref)
  const folded = kept === null ? !window.matchMedia('(min-width: 640px)').matches : kept === 'folded'
  return [folded, (next) => foldPref.write(next ? 'folded' : 'unfolded')]
}
