/** Compresses bytes, in this thread or in another one. */
export type Compress = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>

/**
 * Compresses bytes with gzip, as Twilio's pages may come. Pages of contexts shrink to about a ninth. A page takes 40 ms: too
 * long for the thread that loads pages and returns the rows in view.
 */
export const compress: Compress = (bytes) => pipeThrough(bytes, new CompressionStream('gzip'))

export function decompress(compressed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return pipeThrough(compressed, new DecompressionStream('gzip'))
}

// Writes to the stream directly: a Blob's stream goes through another browser process and takes 50 % longer.
async function pipeThrough(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) {
  const out = new Response(stream.readable).arrayBuffer()
  const writer = stream.writable.getWriter()
  await writer.write(bytes)
  await writer.close()
  return new Uint8Array(await out)
}

/**
 * Returns a function that decompresses one page after the other into the same buffer. A new 4 MB buffer for each page
 * would double the time. The result is valid until the next call.
 */
export function createDecompressor(): (compressed: Uint8Array<ArrayBuffer>) => Promise<Uint8Array> {
  let buffer = new Uint8Array(0)

  return async (compressed) => {
    const stream = new DecompressionStream('gzip')
    const writer = stream.writable.getWriter()
    // A failed write also fails the read, which is awaited below.
    writer.write(compressed).catch(ignore)
    writer.close().catch(ignore)
    const reader = stream.readable.getReader()
    let length = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return buffer.subarray(0, length)
      if (length + value.length > buffer.length) {
        const grown = new Uint8Array(Math.max((length + value.length) * 2, 1_048_576))
        grown.set(buffer.subarray(0, length))
        buffer = grown
      }
      buffer.set(value, length)
      length += value.length
    }
  }
}

function ignore(): void {}
