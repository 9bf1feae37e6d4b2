/** Packs bytes, here or in another thread. */
export type Pack = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>

/**
 * Squeezes bytes with deflate: pages of contexts shrink to about a ninth. A page takes 40 ms, which no thread should
 * spend that reads pages or answers for rows to show.
 */
export const pack: Pack = (bytes) => through(bytes, new CompressionStream('deflate-raw'))

/** The bytes that were packed, at once: someone is waiting for them. */
export function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(packed, new DecompressionStream('deflate-raw'))
}

// Written and read directly: a Blob's stream goes through another process of the browser, and costs half as much again.
async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) {
  const out = new Response(stream.readable).arrayBuffer()
  const writer = stream.writable.getWriter()
  await writer.write(bytes)
  await writer.close()
  return new Uint8Array(await out)
}
