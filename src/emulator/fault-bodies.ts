const encoder = new TextEncoder()

/** Half of the text, and then the connection breaks. */
export function breakingBody(text: string): ReadableStream<Uint8Array> {
  return halfOf(text, (controller) => controller.error(new TypeError('terminated')))
}

/**
 * Half of the text, and then nothing until whoever asked gives up. Holds on to the request itself: in Node a signal
 * that follows another stops following once its Request has been collected.
 */
export function stallingBody(text: string, request: Request): ReadableStream<Uint8Array> {
  return halfOf(text, (controller) => {
    // An abort would not end the wait by itself: this body hangs on no connection.
    onAbort(request.signal, () => controller.error(request.signal.reason))
  })
}

/** An answer that never comes. Rejects with the signal's reason, as `fetch` does. */
export function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    onAbort(signal, () => reject(signal.reason))
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

/** A signal that has aborted already says so no more. */
function onAbort(signal: AbortSignal, then: () => void): void {
  if (signal.aborted) then()
  else signal.addEventListener('abort', then, { once: true })
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
