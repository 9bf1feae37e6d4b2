import type { LoadedContext } from './load-contexts.ts'

/** Contexts one after the other as a page of their own, and where in it each one stands. */
export function contextsPage(loaded: readonly LoadedContext[]) {
  const encoded = loaded.map(({ text }) => new TextEncoder().encode(text))
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
