/**
 * Browsers cap an element's height: 33.5 M px in Chromium, half of that at a device pixel ratio of 2, 17.9 M px in
 * Firefox. A quarter of the smallest cap is safe for every device pixel ratio up to 4.
 */
const maxElementHeight = 4_000_000

type ScrollMeasures = {
  count: number
  /** Height of every row in px. */
  rowHeight: number
  /** Height in px of the scroller's visible area for rows. */
  bodyHeight: number
  maxHeight?: number
}

export type ScrollScale = {
  /** Height in px of the spacer inside the scroller. */
  spacerHeight: number
  /** The max position in px of rows: the last row is fully in view. */
  maxPosition: number
  /** True above the cap: one px of the scroller is then several px of rows. */
  isScaled: boolean
  toPosition: (scrollTop: number) => number
  toScrollTop: (position: number) => number
}

/** Converts between the scroller's scroll position and the position among all rows. Linear; 1:1 below the cap. */
export function scrollScale({
  count,
  rowHeight,
  bodyHeight,
  maxHeight = maxElementHeight,
}: ScrollMeasures): ScrollScale {
  const height = count * rowHeight
  const spacerHeight = Math.min(height, maxHeight)
  const maxPosition = Math.max(0, height - bodyHeight)
  const maxScrollTop = Math.max(0, spacerHeight - bodyHeight)
  const ratio = maxScrollTop === 0 ? 1 : maxPosition / maxScrollTop
  return {
    spacerHeight,
    maxPosition,
    isScaled: height > maxHeight,
    toPosition: (scrollTop) => clamp(scrollTop * ratio, 0, maxPosition),
    toScrollTop: (position) => clamp(position / ratio, 0, maxScrollTop),
  }
}

/** The nearest position at which the row is fully in view; unchanged if it already is. */
export function positionToReveal(
  index: number,
  position: number,
  { rowHeight, bodyHeight }: ScrollMeasures,
): number {
  const top = index * rowHeight
  if (top < position) return top
  return Math.max(position, top + rowHeight - bodyHeight)
}

/** The last row of which at least half a px is in view: positions may be a fraction off. −1 without rows. */
export function lastRowInView(position: number, { count, rowHeight, bodyHeight }: ScrollMeasures): number {
  return Math.min(count, Math.ceil((position + bodyHeight - 0.5) / rowHeight)) - 1
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}
