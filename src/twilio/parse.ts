import * as z from 'zod/mini'

import { pageMetaSchema, type PageMeta } from '#contract/page.ts'
import { Problem } from '#contract/problem.ts'
import { eachMember, keyEquals, kindAt, skipSpace, sliceText } from '#json/bytes.ts'
import { JsonTextError } from '#json/error.ts'

/** The offsets of a value in the bytes it came in. */
export type Span = { readonly start: number; readonly end: number }

/** An answer's body through its schema. A body that is no JSON, or not of that shape, is a `Problem`. */
export function parseBody<S extends z.ZodMiniType>(bytes: Uint8Array, schema: S): z.output<S> {
  const parsed = schema.safeParse(parseJson(bytes, 0, bytes.length))
  if (parsed.success) return parsed.data
  throw new Problem('not-json', { detail: 'The answer is JSON, but not of the shape Twilio documents.' })
}

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

/** The `meta` of a list page; one that says nothing where it is no object. */
export function parseMeta(bytes: Uint8Array, start: number, end: number): PageMeta {
  const meta = pageMetaSchema.safeParse(parseJson(bytes, start, end))
  return meta.success ? meta.data : pageMetaSchema.parse({})
}

/** Runs a reader of JSON text and turns what it refuses into a `Problem`. */
export function asProblem<T>(read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof JsonTextError) throw new Problem(thrown.kind, { detail: thrown.message })
    throw thrown
  }
}

function parseJson(bytes: Uint8Array, start: number, end: number): unknown {
  try {
    return JSON.parse(sliceText(bytes, start, end))
  } catch {
    const kind = kindAt(bytes, skipSpace(bytes, start))
    throw new Problem(kind === 'object' ? 'cut-short' : 'not-json')
  }
}
