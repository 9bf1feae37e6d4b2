import { cutBeforeMask } from '#format/cut-text.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { createValueAt } from '#json/find/value-at.ts'
import { createIdentifierIndex, type IdentifierIndex } from '#json/find/identifier-index.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'
import type { ContextPredicate } from '#search/query/predicates.ts'

import { compress } from '#engine/store/compression.ts'
import { createPageMatcher, type MatchPage, type PageMatches } from './match-page.ts'
import { createDecompressor } from '#engine/store/compression.ts'
import { readWidgetNames, type WidgetNames } from './widget-names.ts'

/** A page's bytes, and the offsets in them of the contexts or rows to read: start and end of each. */
type SearchPage = { bytes: Uint8Array<ArrayBuffer>; isCompressed: boolean; spans: Uint32Array<ArrayBuffer> }

/** The methods of a search worker by name, each with its parameters and its result. */
export type SearchWorkerMethods = {
  /** Which contexts match which predicates, with the locations of the first `maxMatches` matches. */
  matchPage: {
    params: { page: SearchPage; predicates: readonly ContextPredicate[]; maxMatches: number }
    result: PageMatches
  }
  /** The value of each context at a path, exactly as sent but cut to `maxLength`; null when there is none. */
  values: { params: { page: SearchPage; path: JsonPath; maxLength: number }; result: (string | null)[] }
  /** The widgets that each context names. */
  widgetNames: { params: { page: SearchPage }; result: WidgetNames }
  /** The text of each span, exactly as sent. */
  texts: { params: { page: SearchPage }; result: string[] }
  /** Which identifiers the page may contain; null where that cannot be said. */
  identifierIndex: { params: { page: SearchPage }; result: IdentifierIndex | null }
  compress: { params: { bytes: Uint8Array<ArrayBuffer> }; result: Uint8Array<ArrayBuffer> }
}

type SearchWorker = {
  [N in keyof SearchWorkerMethods]: (
    params: SearchWorkerMethods[N]['params'],
  ) => Promise<SearchWorkerMethods[N]['result']>
}

/**
 * Reads and searches pages of contexts, one call after the other. Reuses one buffer for the decompressed page, and caches
 * the matcher of the last predicates.
 */
export function createSearchWorker(): SearchWorker {
  const decompress = createDecompressor()
  let lastMatcher: { key: string; matchPage: MatchPage } | null = null
  let lastCall: Promise<unknown> = Promise.resolve()

  function matcherFor(predicates: readonly ContextPredicate[]): MatchPage {
    const key = JSON.stringify(predicates)
    if (lastMatcher?.key !== key) lastMatcher = { key, matchPage: createPageMatcher(predicates) }
    return lastMatcher.matchPage
  }

  /** Runs `work` when all earlier calls are done, even if they failed. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = lastCall.then(work)
    lastCall = result.catch(() => null)
    return result
  }

  const withBytes = <T>({ bytes, isCompressed }: SearchPage, read: (bytes: Uint8Array) => T) =>
    enqueue(async () => read(isCompressed ? await decompress(bytes) : bytes))

  return {
    matchPage: ({ page, predicates, maxMatches }) =>
      withBytes(page, (bytes) => matcherFor(predicates)(bytes, page.spans, maxMatches)),

    values: ({ page, path, maxLength }) =>
      withBytes(page, (bytes) => {
        const valueAt = createValueAt(path)
        return mapSpans(page, (start, end) => {
          const value = valueAt(bytes, start, end)
          return value === null ? null : cutBeforeMask(value, maxLength)
        })
      }),

    widgetNames: ({ page }) => withBytes(page, (bytes) => readWidgetNames(bytes, page.spans)),

    texts: ({ page }) =>
      withBytes(page, (bytes) => mapSpans(page, (start, end) => decodeUtf8(bytes, start, end))),

    identifierIndex: ({ page }) => withBytes(page, createIdentifierIndex),

    compress: ({ bytes }) => enqueue(() => compress(bytes)),
  }
}

function mapSpans<T>({ spans }: SearchPage, read: (start: number, end: number) => T): T[] {
  return Array.from({ length: spans.length / 2 }, (_, index) =>
    read(spans[index * 2] ?? 0, spans[index * 2 + 1] ?? 0),
  )
}
