import { gzipFileType, maxResponseBytes } from '#contract/page.ts'
import { Problem } from '#contract/problem.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A whole response. */
export type ResponseBody = {
  bytes: Bytes
  /** The same bytes compressed, where they came as a gzip file; null otherwise. */
  gzip: Bytes | null
  /** Call it when `bytes` is no longer read: the content of a later gzip file may be written over it. */
  release: () => void
}

type Callbacks = {
  /** Called for each chunk. */
  keepAlive: () => void
  /** Called only when reading the body fails, or it is not valid gzip; throws the error to report. */
  onFailed: () => never
}

/** Max bytes that are decompressed at once, before the result is counted: it may be a thousand times as long. */
const sliceBytes = 16_384

/** Max buffers kept for the next responses: one is parsed while another one is read. */
const maxFreeBuffers = 2

/** Larger buffers are not kept: a page with a huge context is rare, and would take their memory for good. */
const maxFreeBufferBytes = 2 ** 24

/**
 * Returns a function that reads a whole body. The browser decompresses a coded body, and this function a gzip file, so a
 * small response may become a very large one: it is read to `maxResponseBytes`. Memory that was released is used again: a
 * new buffer for each page would take a third more time and 100 MB.
 */
export function createBodyReader(): (response: Response, callbacks: Callbacks) => Promise<ResponseBody> {
  const freeBuffers: Bytes[] = []

  function takeBuffer(length: number): Bytes {
    const buffer = freeBuffers.pop()
    // Pages of a list differ by a few per cent.
    return buffer && buffer.length >= length ? buffer : new Uint8Array(Math.ceil(length * 1.1))
  }

  function releaseBuffer(buffer: Bytes): void {
    if (freeBuffers.length < maxFreeBuffers && buffer.length <= maxFreeBufferBytes) freeBuffers.push(buffer)
  }

  return async ({ body, headers }, callbacks) => {
    if (body === null) return plainBody(new Uint8Array())
    if (headers.get('content-type') !== gzipFileType)
      return plainBody(concat(await readChunks(body, callbacks)))
    const sentChunks: Bytes[] = []
    const slices = new TransformStream<Bytes, Bytes>({
      transform(chunk, controller) {
        sentChunks.push(chunk)
        for (let from = 0; from < chunk.length; from += sliceBytes)
          controller.enqueue(chunk.subarray(from, from + sliceBytes))
      },
    })
    const decompressed = body.pipeThrough(slices).pipeThrough(new DecompressionStream('gzip'))
    const chunks = await readChunks(decompressed, callbacks)
    const buffer = takeBuffer(lengthOf(chunks))
    return {
      bytes: copyInto(buffer, chunks),
      gzip: concat(sentChunks),
      release: () => releaseBuffer(buffer),
    }
  }
}

/** A body that did not come as a gzip file. */
function plainBody(bytes: Bytes): ResponseBody {
  return { bytes, gzip: null, release: () => {} }
}

/** Safari does not support `for await` on a stream. */
async function readChunks(
  stream: ReadableStream<Bytes>,
  { keepAlive, onFailed }: Callbacks,
): Promise<Bytes[]> {
  const reader = stream.getReader()
  const chunks: Bytes[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch(onFailed)
    if (done) return chunks
    keepAlive()
    chunks.push(value)
    length += value.length
    if (length > maxResponseBytes) {
      reader.cancel().catch(() => {})
      throw new Problem('too-large')
    }
  }
}

const lengthOf = (chunks: readonly Bytes[]) => chunks.reduce((sum, { length }) => sum + length, 0)

function concat(chunks: readonly Bytes[]): Bytes {
  const [firstChunk] = chunks
  if (firstChunk && chunks.length === 1) return firstChunk
  return copyInto(new Uint8Array(lengthOf(chunks)), chunks)
}

/** Copies the chunks to the start of a buffer. @returns the part they fill */
function copyInto(buffer: Bytes, chunks: readonly Bytes[]): Bytes {
  let offset = 0
  for (const chunk of chunks) {
    buffer.set(chunk, offset)
    offset += chunk.length
  }
  return buffer.subarray(0, offset)
}
