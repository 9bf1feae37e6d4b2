import { eachMember, skipSpace, textAt } from './bytes.ts'
import { JsonTextError } from './error.ts'
import { sliceText } from './slice-text.ts'

/** A member of an object: its key, decoded, and its value as it was sent; null where that was left out. */
export type Member = { readonly key: string; readonly text: string | null }

/**
 * The members of the object that the bytes (UTF-8) are, in order, duplicates included. Values are not judged: one odd
 * value must not cost the others.
 * @param leaveOut keys whose values nobody wants: of a large one the text costs time and room
 * @throws JsonTextError as `bytes.ts` does
 */
export function membersOf(bytes: Uint8Array, leaveOut: readonly string[] = []): Member[] {
  const members: Member[] = []
  const after = eachMember(bytes, 0, (keyStart, keyEnd, start, end) => {
    const key = textAt(bytes, keyStart, keyEnd) ?? ''
    members.push({ key, text: leaveOut.includes(key) ? null : sliceText(bytes, start, end) })
  })
  const rest = skipSpace(bytes, after)
  if (rest === bytes.length) return members
  throw new JsonTextError('not-json', rest, `Not JSON: the end was expected at byte ${rest}.`)
}
