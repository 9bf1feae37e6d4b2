/** How much is packed at a time, in bytes: three milliseconds' work. */
const pieceSize = 262_144

/**
 * Squeezes bytes with deflate: pages of contexts shrink to about a ninth. Takes turns with whatever else the thread
 * has to do: a page takes 40 ms, and the request for the next one, or for rows to show, must not wait that long.
 */
export function pack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new CompressionStream('deflate-raw'), nextTask)
}

/** The bytes that were packed, at once: someone is waiting for them. */
export function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(packed, new DecompressionStream('deflate-raw'))
}

// Written and read directly: a Blob's stream goes through another process of the browser, and costs half as much again.
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  pause?: () => Promise<void>,
) {
  const out = new Response(stream.readable).arrayBuffer()
  const writer = stream.writable.getWriter()
  for (let at = 0; at < bytes.length; at += pieceSize) {
    // One piece after the other is the point.
    // oxlint-disable no-await-in-loop
    await pause?.()
    await writer.write(bytes.subarray(at, at + pieceSize))
    // oxlint-enable no-await-in-loop
  }
  await writer.close()
  return new Uint8Array(await out)
}

/** Resolves in a task of its own, after those that are waiting. A timer would not do: nested ones wait 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
