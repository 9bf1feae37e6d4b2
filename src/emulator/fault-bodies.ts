const encoder = new TextEncoder()

/** Half of the text, and then the connection breaks. */
export function breakingBody(text: string): ReadableStream<Uint8Array> {
  return halfOf(text, (controller) => controller.error(new TypeError('terminated')))
}

/** Half of the text, and then nothing until whoever asked gives up. */
export function stallingBody(text: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  return halfOf(text, (controller) => {
    // An abort would not end the wait by itself: this body hangs on no connection.
    signal.addEventListener('abort', () => controller.error(signal.reason), { once: true })
  })
}

/** An answer that never comes. Rejects with the signal's reason, as `fetch` does. */
export function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** The chunks one by one, each made when it is asked for. */
export function streamOf(chunks: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]()
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
}

function halfOf(
  text: string,
  then: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
): ReadableStream<Uint8Array> {
  const half = encoder.encode(text.slice(0, text.length / 2))
  let sent = false
  return new ReadableStream({
    pull(controller) {
      if (sent) return then(controller)
      sent = true
      controller.enqueue(half)
    },
  })
}
