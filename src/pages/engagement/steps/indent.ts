/** Deeper ones stand no further in: there would be no room left for what they say. */
const mostDepth = 6

/** How far in a step of a subflow stands, in px. @param depth 0 for the flow itself */
export function indentOf(depth: number): number {
  return Math.min(depth, mostDepth) * 16
}
