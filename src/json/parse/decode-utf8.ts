// `ignoreBOM` keeps a U+FEFF at the start of a string, which the decoder would drop otherwise.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Decodes a byte range as UTF-8. Invalid bytes become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end))
}
