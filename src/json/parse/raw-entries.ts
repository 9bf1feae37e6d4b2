import { forEachMember, skipWhitespace, decodeStringAt } from './byte-scanner.ts'
import { JsonTextError } from './json-text-error.ts'
import { decodeUtf8 } from './decode-utf8.ts'

/** A member of an object: its decoded key and its value as sent; null if omitted. */
export type RawEntry = { readonly key: string; readonly text: string | null }

/**
 * The members of the object in the bytes (UTF-8), in order, duplicates included. Values are not validated, so that one
 * invalid value does not fail the others.
 * @param omitKeys keys whose values are not needed: decoding a large one costs time and memory
 * @throws JsonTextError as `byte-scanner.ts` does
 */
export function rawEntries(bytes: Uint8Array, omitKeys: readonly string[] = []): RawEntry[] {
  const entries: RawEntry[] = []
  const objectEnd = forEachMember(bytes, 0, (keyStart, keyEnd, start, end) => {
    const key = decodeStringAt(bytes, keyStart, keyEnd) ?? ''
    entries.push({ key, text: omitKeys.includes(key) ? null : decodeUtf8(bytes, start, end) })
  })
  const rest = skipWhitespace(bytes, objectEnd)
  if (rest === bytes.length) return entries
  throw new JsonTextError('not-json', rest, `Not JSON: expected the end of the text at byte ${rest}.`)
}
