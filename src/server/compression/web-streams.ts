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
  pipeline(toNodeStream(body), transform, () => {})
  return toWebStream(transform, maxBytes)
}

function toNodeStream(body: ReadableStream<Uint8Array>): Readable {
  const reader = body.getReader()
  return new Readable({
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
