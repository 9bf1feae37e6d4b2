import { createContext, use } from 'react'

import { showUnseen } from './unseen.ts'

/**
 * Hides what must not be seen of a text from outside; as long as before in UTF-16 units, and the same again where it was
 * hidden already.
 */
export type Veil = (text: string) => string

export const noVeil: Veil = (text) => text

/** What lies over every text from outside: whatever draws, names or copies one goes through it. */
export const VeilOver = createContext(noVeil)

export const useVeil = (): Veil => use(VeilOver)

/** A text from outside for names and tooltips: veiled, and what cannot be seen in it is named. */
export function useShown(): (text: string) => string {
  const veil = useVeil()
  return (text) => showUnseen(veil(text))
}

/** How much beside a part tells what is to be hidden in it, in UTF-16 units. */
const surroundings = 150

/** Part of a long text, veiled as the whole would be. */
export function veilPart(veil: Veil, text: string, from: number, to: number): string {
  const left = Math.max(0, from - surroundings)
  return veil(text.slice(left, to + surroundings)).slice(from - left, to - left)
}

/** How much is veiled at a time, in UTF-16 units: some 10 ms. */
const stretch = 64_000

/** A long text that comes in pieces, veiled in pieces that are soon made. Nothing that is to be hidden stands in two. */
export function* veiledPieces(veil: Veil, pieces: Iterable<string>): Generator<string, void> {
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += stretch) {
      yield veilPart(veil, piece, from, Math.min(from + stretch, piece.length))
    }
  }
}
