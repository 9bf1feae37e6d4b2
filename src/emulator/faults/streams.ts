const encoder = new TextEncoder()

/** Sends half of the text, then fails as a broken connection does. */
export function truncatedStream(text: string): ReadableStream<Uint8Array> {
  return streamFirstHalf(text, (controller) => controller.error(new TypeError('terminated')))
}

/**
 * Sends half of the text, then stalls until the client aborts. Takes the request, not its signal: in Node the signal no
 * longer follows the caller's once the Request has been garbage-collected.
 */
export function stalledStream(text: string, request: Request): ReadableStream<Uint8Array> {
  return streamFirstHalf(text, (controller) => {
    // Nothing else ends the stream on an abort, because there is no real connection.
    onAbort(request.signal, () => controller.error(request.signal.reason))
  })
}

/** Sends the beginning, and then something that is not gzip. */
export function brokenGzipStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        controller.enqueue(chunk.slice(0, chunk.length / 2))
        controller.enqueue(new Uint8Array(100).fill(255))
        controller.terminate()
      },
    }),
  )
}

/**
 * Gzip of the beginning of some JSON and then spaces without end, 158 times as many bytes as it has itself. Written as
 * bits, because compressing without end would keep the server busy.
 * @see https://www.rfc-editor.org/rfc/rfc1951#section-3.2.6
 */
export function gzipBombStream(): ReadableStream<Uint8Array<ArrayBuffer>> {
  const header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
  const storedBlock = [0, 1, 0, 254, 255, 0x7b]
  // The code of "repeat the last byte 258 times": a length of 258, a distance of 1.
  const repeat = '1100010100000'
  // A block with fixed codes, its first byte (a space), and one repetition, which fills up the last byte.
  const block = packBits(`01001010000${repeat}`)
  const repetitions = packBits(repeat.repeat(8 * 1024))
  let isStarted = false
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(isStarted ? repetitions.slice() : Uint8Array.of(...header, ...storedBlock, ...block))
      isStarted = true
    },
  })
}

/** Packs bits into bytes, the first bit as the lowest. */
function packBits(bits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(bits.length / 8)
  for (let i = 0; i < bits.length; i++)
    if (bits[i] === '1') bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7))
  return bytes
}

/** Never resolves. Rejects with the signal's reason on an abort, as `fetch` does. */
export function waitForAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    onAbort(signal, () => reject(signal.reason))
  })
}

/** Streams the chunks, each generated when the reader pulls it. */
export function streamChunks(chunks: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]()
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
}

/** Also calls the listener when the signal has already aborted: it fires no event then. */
function onAbort(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener()
  else signal.addEventListener('abort', listener, { once: true })
}

function streamFirstHalf(
  text: string,
  afterHalf: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
): ReadableStream<Uint8Array> {
  const half = encoder.encode(text.slice(0, text.length / 2))
  let isHalfSent = false
  return new ReadableStream({
    pull(controller) {
      if (isHalfSent) return afterHalf(controller)
      isHalfSent = true
      controller.enqueue(half)
    },
  })
}
