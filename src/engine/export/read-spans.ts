import type { JsonPath } from '#json/path/json-path.ts'

import type { PageLocation } from '#engine/store/context-locations.ts'
import type { PageStore } from '#engine/store/page-store.ts'
import type { SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'

/** What is needed to read texts and values from pages. */
export type SpanReader = {
  readonly pageStore: Pick<PageStore, 'storedPage'>
  readonly searchWorkers: SearchWorkerPool
  readonly signal: AbortSignal
}

/** The texts at the locations, in the same order. */
export function readTexts(reader: SpanReader, locations: readonly PageLocation[]): Promise<string[]> {
  return readByPage(reader, locations, '', (page) => reader.searchWorkers.call('texts', { page }, 'normal'))
}

/** The values at a path of the contexts at the locations, uncut and exactly as sent; null when there is none. */
export function readValues(
  reader: SpanReader,
  locations: readonly PageLocation[],
  path: JsonPath,
): Promise<(string | null)[]> {
  return readByPage<string | null>(reader, locations, null, (page) =>
    reader.searchWorkers.call('values', { page, path, maxLength: Infinity }, 'normal'),
  )
}

type SpansOfPage = ReturnType<PageStore['storedPage']> & { spans: Uint32Array<ArrayBuffer> }

/**
 * Reads each page once. Runs only as many calls as keep the search workers busy: an aborted export must not leave a
 * hundred queued pages to be decompressed for nothing. Locations of length 0 get `emptyValue` without a call.
 */
async function readByPage<T>(
  { pageStore, searchWorkers, signal }: SpanReader,
  locations: readonly PageLocation[],
  emptyValue: T,
  read: (page: SpansOfPage) => Promise<T[]>,
): Promise<T[]> {
  const pages = new Map<number, number[]>()
  for (const [i, { page, start, end }] of locations.entries()) {
    if (start === end) continue
    const indexes = pages.get(page)
    if (indexes) indexes.push(i)
    else pages.set(page, [i])
  }
  const results = Array.from(locations, () => emptyValue)
  const queue = pages.entries()
  const readNext = async () => {
    for (const [page, indexes] of queue) {
      signal.throwIfAborted()
      const spans = Uint32Array.from(
        indexes.flatMap((i) => [locations[i]?.start ?? 0, locations[i]?.end ?? 0]),
      )
      const values = await read({ ...pageStore.storedPage(page), spans })
      for (const [position, i] of indexes.entries()) results[i] = values[position] ?? emptyValue
    }
  }
  await Promise.all(Array.from({ length: searchWorkers.concurrency }, readNext))
  return results
}
