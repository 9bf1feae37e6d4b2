/**
 * Makes a function that unpacks one page after the other into the same room: a new one for each, 4 MB at a time, costs
 * as much again as the unpacking. What it gives is good until it is called again.
 */
export function createUnpacker(): (packed: Uint8Array<ArrayBuffer>) => Promise<Uint8Array> {
  let room = new Uint8Array(0)

  return async (packed) => {
    const stream = new DecompressionStream('deflate-raw')
    const writer = stream.writable.getWriter()
    // A failure to write is a failure to read, which is awaited below.
    writer.write(packed).catch(ignore)
    writer.close().catch(ignore)
    const reader = stream.readable.getReader()
    let length = 0
    for (;;) {
      // One piece after the other is how they come.
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = await reader.read()
      if (done) return room.subarray(0, length)
      if (length + value.length > room.length) {
        const grown = new Uint8Array(Math.max((length + value.length) * 2, 1_048_576))
        grown.set(room.subarray(0, length))
        room = grown
      }
      room.set(value, length)
      length += value.length
    }
  }
}

function ignore(): void {}
