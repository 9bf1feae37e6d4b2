// `ignoreBOM` keeps a U+FEFF a string begins with: without it the decoder would drop it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A JSON text from bytes, as it was sent; bytes that are not UTF-8 become U+FFFD. */
export function sliceText(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end))
}
