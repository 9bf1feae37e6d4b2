import { pipeline, Readable, type Transform } from 'node:stream'

type WebStream = ReadableStream<Uint8Array<ArrayBuffer>>

/**
 * A Node stream of bytes as a web stream that reads nothing ahead. Cancelling it closes the Node stream.
 * @param maxBytes with more, it fails
 */
export function toWebStream(body: Readable, maxBytes = Infinity): WebStream {
  let bytesLeft = maxBytes
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) return controller.close()
        bytesLeft -= value.length
        if (bytesLeft >= 0) return controller.enqueue(value)
        body.destroy()
        throw new TypeError('The body is too large.')
      },
      cancel: () => void body.destroy(),
    },
    // Nothing is read ahead.
    { highWaterMark: 0 },
  )
}

/**
 * The body through a transform, only as fast as it is read. An end of either side, early or by an error, ends the other.
 * @param maxBytes with more after the transform, it fails
 */
export function pipeThrough(
  body: ReadableStream<Uint8Array>,
  transform: Transform,
  maxBytes?: number,
): WebStream {
  const source = toNodeStream(body)
  // The iterator waits for the source, so it would notice the transform's end only with the next chunk.
  transform.once('close', () => source.destroy())
  // An iterator takes all that has arrived at once, and fewer and larger pieces are transformed faster.
  pipeline(source[Symbol.asyncIterator](), transform, () => {})
  return toWebStream(transform, maxBytes)
}

function toNodeStream(body: ReadableStream<Uint8Array>): Readable {
  const reader = body.getReader()
  return new Readable({
    // How much is read ahead while the transform is busy.
    highWaterMark: 524_288,
    read() {
      reader.read().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error('The body broke off.')),
      )
    },
    destroy(error, callback) {
      // Rejects where the body itself failed.
      reader.cancel().catch(() => {})
      callback(error)
    },
  })
}
