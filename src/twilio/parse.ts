import * as z from 'zod/mini'

import { pageMetaSchema, type PageMeta } from '#contract/page.ts'
import { Problem } from '#contract/problem.ts'
import { JsonTextError } from '#json/error.ts'
import { sliceText } from '#json/slice-text.ts'

/**
 * An answer's body through its schema. A body that is no JSON, or not of that shape, is a `Problem`.
 * @param prepare changes the text before it is parsed
 */
export function parseBody<S extends z.ZodMiniType>(
  bytes: Uint8Array,
  schema: S,
  prepare?: (text: string) => string,
): z.output<S> {
  const parsed = schema.safeParse(parseJson(bytes, 0, bytes.length, prepare))
  if (parsed.success) return parsed.data
  throw new Problem('not-json', { detail: 'The answer is JSON, but not of the shape Twilio documents.' })
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
    throw problemOfText(thrown)
  }
}

/** What a reader of JSON text refused, as a `Problem`; anything else as it is. */
export function problemOfText(thrown: unknown): unknown {
  return thrown instanceof JsonTextError ? new Problem(thrown.kind, { detail: thrown.message }) : thrown
}

function parseJson(bytes: Uint8Array, start: number, end: number, prepare = (text: string) => text): unknown {
  const text = sliceText(bytes, start, end)
  try {
    return JSON.parse(prepare(text))
  } catch {
    throw new Problem(/^\uFEFF?\s*\{/.test(text) ? 'cut-short' : 'not-json')
  }
}
