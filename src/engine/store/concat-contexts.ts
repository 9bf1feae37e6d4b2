/** The context of a row, as returned by `/Context`. */
export type LoadedContext = { readonly row: number; readonly value: string }

/** Concatenates contexts into one page, and returns the offsets of each. */
export function concatContexts(loaded: readonly LoadedContext[]) {
  const encoded = loaded.map(({ value }) => new TextEncoder().encode(value))
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  const spans = loaded.map(({ row }, i) => {
    const start = end
    bytes.set(encoded[i] ?? [], start)
    end += encoded[i]?.length ?? 0
    return { row, start, end }
  })
  return { bytes, spans }
}
