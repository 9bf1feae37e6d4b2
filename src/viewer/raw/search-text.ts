import { caseInsensitivePattern } from '#json/find/case-fold.ts'
import { yieldToEventLoop } from '#worker/yield-to-event-loop.ts'
import { maxMatches } from '#json/find/search-documents.ts'

/** Max milliseconds of work before the search yields to the event loop. */
const sliceMs = 8

/** UTF-16 units searched between two checks of the time. */
const defaultChunkLength = 256_000

export type TextMatches = {
  /** Start offsets in UTF-16 units, ascending. Each match is as long as the query. */
  readonly starts: Uint32Array
  /** Whether there are more matches than `maxMatches`. */
  readonly hasMore: boolean
}

/**
 * Finds all matches of a query in a text, case-insensitive and without overlaps. Works in time slices, so that the page
 * stays responsive.
 * @param query not empty
 * @throws the signal's abort reason
 */
export async function searchText(
  text: string,
  query: string,
  signal: AbortSignal,
  chunkLength = defaultChunkLength,
): Promise<TextMatches> {
  const pattern = new RegExp(caseInsensitivePattern(query, false), 'gi')
  const starts: number[] = []
  let deadline = performance.now() + sliceMs
  for (let from = 0; from < text.length && starts.length <= maxMatches;) {
    const end = from + chunkLength
    let next = end
    // A match that begins in this chunk may end in the next.
    for (const { index } of text.slice(from, end + query.length - 1).matchAll(pattern)) {
      starts.push(from + index)
      next = Math.max(end, from + index + query.length)
    }
    from = next
    if (performance.now() < deadline) continue
    await yieldToEventLoop()
    signal.throwIfAborted()
    deadline = performance.now() + sliceMs
  }
  signal.throwIfAborted()
  const hasMore = starts.length > maxMatches
  return { starts: Uint32Array.from(hasMore ? starts.slice(0, maxMatches) : starts), hasMore }
}
