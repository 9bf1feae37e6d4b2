import { foldedPattern } from '#json/fold.ts'
import { nextTask } from '#json/next-task.ts'
import { mostMatches } from '#json/search-forest.ts'

/** How long the search keeps others waiting at a time, in milliseconds. */
const slice = 8

/** How much is searched between two looks at the clock, in UTF-16 units. */
const usualStretch = 256_000

export type TextMatches = {
  /** Where they begin, in UTF-16 units, rising. Each is as long as what was searched for. */
  readonly starts: Uint32Array
  /** Whether there are more than were found. */
  readonly limited: boolean
}

/**
 * Finds where a text holds another one, upper and lower case alike, from left to right and none within another. It
 * works in slices, between which the page goes on.
 * @param sought not empty
 * @throws the abort of the signal
 */
export async function searchText(
  text: string,
  sought: string,
  signal: AbortSignal,
  stretch = usualStretch,
): Promise<TextMatches> {
  const pattern = new RegExp(foldedPattern(sought, false), 'gi')
  const starts: number[] = []
  let until = performance.now() + slice
  for (let from = 0; from < text.length && starts.length <= mostMatches;) {
    const end = from + stretch
    let next = end
    // One that begins in this stretch may end in the next.
    for (const { index } of text.slice(from, end + sought.length - 1).matchAll(pattern)) {
      starts.push(from + index)
      next = Math.max(end, from + index + sought.length)
    }
    from = next
    if (performance.now() < until) continue
    // One slice after the other is what this is.
    // oxlint-disable-next-line no-await-in-loop
    await nextTask()
    signal.throwIfAborted()
    until = performance.now() + slice
  }
  signal.throwIfAborted()
  const limited = starts.length > mostMatches
  return { starts: Uint32Array.from(limited ? starts.slice(0, mostMatches) : starts), limited }
}
