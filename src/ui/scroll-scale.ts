/**
 * Browsers cap an element's height: 33.5 M px in Chromium, half of that at two device pixels per px, 17.9 M in
 * Firefox. Below a quarter of the smallest, every device pixel ratio up to 4 is safe.
 */
const maxElementHeight = 4_000_000

type Measures = {
  count: number
  /** Height of every row in px. */
  rowHeight: number
  /** Height in px of the part of the scroller in which rows show. */
  bodyHeight: number
  maxHeight?: number
}

export type ScrollScale = {
  /** How tall the element that makes the scroller scroll must be, in px. */
  spacerHeight: number
  /** The furthest position, in px of rows, at which the last row is fully in view. */
  maxPosition: number
  /** True past the cap: one px of the scroller then stands for several px of rows. */
  scaled: boolean
  toPosition: (scrollTop: number) => number
  toScrollTop: (position: number) => number
}

/** How the scroller's own scroll position and the position among all rows go together. Linear, and one to one below the cap. */
export function scrollScale({
  count,
  rowHeight,
  bodyHeight,
  maxHeight = maxElementHeight,
}: Measures): ScrollScale {
  const height = count * rowHeight
  const spacerHeight = Math.min(height, maxHeight)
  const maxPosition = Math.max(0, height - bodyHeight)
  const maxScrollTop = Math.max(0, spacerHeight - bodyHeight)
  const ratio = maxScrollTop === 0 ? 1 : maxPosition / maxScrollTop
  return {
    spacerHeight,
    maxPosition,
    scaled: height > maxHeight,
    toPosition: (scrollTop) => clamp(scrollTop * ratio, 0, maxPosition),
    toScrollTop: (position) => clamp(position / ratio, 0, maxScrollTop),
  }
}

/** The position that brings a row into view with the least movement; the same position when it is in view already. */
export function revealRow(index: number, position: number, { rowHeight, bodyHeight }: Measures): number {
  const top = index * rowHeight
  if (top < position) return top
  return Math.max(position, top + rowHeight - bodyHeight)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
