import * as z from 'zod/mini'

import { pageMetaSchema, type PageMeta } from '#contract/schema/schema-helpers.ts'
import { Problem } from '#contract/problem.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'

/**
 * Parses a response body with a schema. Throws a `Problem` if the body is not JSON or does not match.
 * @param prepare changes the text before it is parsed
 */
export function parseBody<S extends z.ZodMiniType>(
  bytes: Uint8Array,
  schema: S,
  prepare?: (text: string) => string,
): z.output<S> {
  const parsed = schema.safeParse(parseJson(bytes, 0, bytes.length, prepare))
  if (parsed.success) return parsed.data
  throw new Problem('not-json', { detail: 'The response is JSON, but not in the format Twilio documents.' })
}

/** The `meta` of a list page; all fields are null if it is not an object. */
export function parseMeta(bytes: Uint8Array, start: number, end: number): PageMeta {
  const meta = pageMetaSchema.safeParse(parseJson(bytes, start, end))
  return meta.success ? meta.data : pageMetaSchema.parse({})
}

/** Runs a JSON parser and turns its `JsonTextError` into a `Problem`. */
export function wrapJsonErrors<T>(parse: () => T): T {
  try {
    return parse()
  } catch (thrown) {
    throw problemFromJsonError(thrown)
  }
}

/** Turns a `JsonTextError` into a `Problem`; returns anything else unchanged. */
export function problemFromJsonError(thrown: unknown): unknown {
  return thrown instanceof JsonTextError ? new Problem(thrown.kind, { detail: thrown.message }) : thrown
}

function parseJson(bytes: Uint8Array, start: number, end: number, prepare = (text: string) => text): unknown {
  const text = decodeUtf8(bytes, start, end)
  const prepared = prepare(text).replace(/^\uFEFF/, '')
  try {
    return JSON.parse(prepared)
  } catch {
    throw new Problem(/^\uFEFF?\s*\{/.test(text) ? 'truncated' : 'not-json')
  }
}
