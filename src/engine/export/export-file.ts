import { flowOf } from '#contract/run-source.ts'
import { yieldToEventLoop } from '#worker/yield-to-event-loop.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'

import type { CachedFlow } from '#engine/load/cached-flow.ts'
import type { ExportOptions, ExportResult } from '#engine/rpc/exported-file.ts'
import type { SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'
import { createCsvWriter } from './csv-lines.ts'
import { createJsonLinesWriter } from './json-lines.ts'
import type { LineWriter } from './line-writer.ts'

type ExportFileOptions = {
  flow: CachedFlow
  query: ParsedQuery
  exportOptions: ExportOptions
  searchWorkers: SearchWorkerPool
  signal: AbortSignal
  /** Is called with the number of engagements in the file so far, at most every 100 ms. */
  onProgress: (done: number) => void
}

/**
 * Max rows, and max bytes of their texts, that are read together. When rows are not sorted in list order, a chunk may
 * need every page, and each is decompressed once per chunk. A million rows of 3 kB sorted by contact take 100 chunks.
 */
const maxChunkRows = 20_000
const maxChunkBytes = 32_000_000

/** Max time to write lines before yielding, in milliseconds. Scrolling waits for the engine no longer than this. */
const maxSliceMs = 12

/** Min milliseconds between two progress reports. */
const minProgressIntervalMs = 100

/**
 * Writes the rows that match the query now to a file. Rows and order are fixed at the start. A row that is loaded again
 * meanwhile is written with the data it has when its chunk is read. Finished chunks are Blobs, which the browser may
 * store on disk.
 * @throws an AbortError when aborted
 */
export async function exportFile({
  flow,
  query,
  exportOptions,
  searchWorkers,
  signal,
  onProgress,
}: ExportFileOptions): Promise<Pick<ExportResult, 'file' | 'escapedCells' | 'missingContexts'>> {
  const { store, queries } = flow
  const writerOptions = { store, pageStore: store.pageStore, searchWorkers, signal, exportOptions }
  const writer =
    exportOptions.format === 'csv'
      ? createCsvWriter({ ...writerOptions, flowSid: flowOf(flow.runList), exportOptions })
      : createJsonLinesWriter(writerOptions)
  const parts: BlobPart[] = [writer.header]
  let done = 0
  let lastProgressMs = performance.now()

  async function closeChunk(textChunk: string[]): Promise<void> {
    parts.push(new Blob(textChunk))
    done += textChunk.length
    if (performance.now() - lastProgressMs >= minProgressIntervalMs) {
      onProgress(done)
      lastProgressMs = performance.now()
    }
    await yieldToEventLoop()
    signal.throwIfAborted()
  }

  for (const rowChunk of rowChunks(queries.matchingRows(query), writer)) {
    const formatLine = await writer.prepare(rowChunk)
    let textChunk: string[] = []
    let sliceStartMs = performance.now()
    for (let index = 0; index < rowChunk.length; index++) {
      textChunk.push(formatLine(index))
      if (performance.now() - sliceStartMs < maxSliceMs && index + 1 < rowChunk.length) continue
      await closeChunk(textChunk)
      textChunk = []
      sliceStartMs = performance.now()
    }
  }
  return { file: new Blob(parts, { type: writer.mimeType }), ...writer.stats }
}

/** Splits the rows into chunks of at most `maxChunkRows` rows; a chunk ends with the row that reaches `maxChunkBytes`. */
function* rowChunks(rows: Uint32Array, { byteCost }: LineWriter): Generator<Uint32Array> {
  let from = 0
  let chunkBytes = 0
  for (const [index, row] of rows.entries()) {
    chunkBytes += byteCost(row)
    if (chunkBytes < maxChunkBytes && index + 1 - from < maxChunkRows && index + 1 < rows.length) continue
    yield rows.subarray(from, index + 1)
    from = index + 1
    chunkBytes = 0
  }
}
