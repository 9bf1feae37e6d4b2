/** A feature in use that a supported browser lacks. */
export type Finding = {
  /** Path relative to `src`, or the name of a build output. */
  file: string
  line: number
  /** `Promise.try`, `<input autocorrect>`, `scrollbar-width`: its name in `accepted-gaps.ts`. */
  usage: string
  /** `Safari 18.0 (added in 18.2)` */
  unsupportedIn: readonly string[]
}
