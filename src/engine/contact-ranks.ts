import { noContact, type ContactTable } from './contact-table.ts'
import { rowNumbers, sortRows } from './sort-rows.ts'

/** Bytes in a key: 257 ^ 6 is still a number JavaScript counts exactly. */
const keyBytes = 6
/** Keys of the first 24 bytes tell nearly all contacts apart, "whatsapp:+15550100123" among them. */
const keysPerContact = 4

/**
 * The place of each contact among all of them, by their code points; NaN for the absent one. Reads keys of a few bytes
 * rather than comparing: a million phone numbers take 0.2 s, where sorting strings takes two.
 */
export function contactRanks(contacts: ContactTable): Float64Array<ArrayBuffer> {
  let order = rowNumbers(contacts.size).subarray(noContact + 1)
  for (let part = keysPerContact - 1; part >= 0; part--) order = sortRows(order, keysOf(contacts, part))
  sortLongOnes(contacts, order)
  const ranks = new Float64Array(contacts.size)
  ranks[noContact] = Number.NaN
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank] ?? 0] = rank
  return ranks
}

/** Six bytes of each contact as a number; one that has ended comes before any that goes on. */
function keysOf(contacts: ContactTable, part: number): Float64Array<ArrayBuffer> {
  const keys = new Float64Array(contacts.size)
  for (let contact = noContact + 1; contact < keys.length; contact++)
    keys[contact] = contacts.texts.keyAt(contact, part * keyBytes, keyBytes)
  return keys
}

/** Those that are alike in all their keys stand together, in any order: compares them. */
function sortLongOnes(contacts: ContactTable, order: Uint32Array<ArrayBuffer>): void {
  const keyed = keyBytes * keysPerContact
  let start = 0
  for (let at = 1; at <= order.length; at++) {
    const previous = order[at - 1] ?? 0
    const alike = at < order.length && contacts.texts.startAlike(previous, order[at] ?? 0, keyed)
    if (alike) continue
    if (at - start > 1) order.subarray(start, at).sort((a, b) => contacts.texts.compare(a, b))
    start = at
  }
}
