import { eachMember, keyEquals } from '#json/bytes.ts'

import { asProblem } from './parse.ts'

/** The offsets of a value in the bytes it came in. */
export type Span = { readonly start: number; readonly end: number }

/** Where the values of these members stand in the object that the bytes are; of a key that stands twice, the last. */
export function memberSpans<K extends string>(
  bytes: Uint8Array,
  keys: readonly K[],
): Partial<Record<K, Span>> {
  const spans: Partial<Record<K, Span>> = {}
  asProblem(() =>
    eachMember(bytes, 0, (keyStart, keyEnd, start, end) => {
      for (const key of keys) if (keyEquals(bytes, keyStart, keyEnd, key)) spans[key] = { start, end }
    }),
  )
  return spans
}
