import { channelOf, channels } from '#contract/channel.ts'

import { growableUint8 } from './growable-array.ts'
import { TextColumn } from './text-column.ts'

/** The id of an absent contact. */
export const noContactId = 0

/**
 * Stores each distinct contact of a flow once, under an id. Customers come back, so a predicate on contacts is then
 * evaluated once per contact instead of once per row.
 */
export class ContactDictionary {
  /** The contacts, by id. */
  readonly texts = new TextColumn()
  readonly #channels = growableUint8()
  /** A hash table from a contact's text to its id (linear probing). `noContactId` marks a free slot. */
  #slots = new Uint32Array(4096)

  constructor() {
    this.texts.push(null)
    this.#channels.push(channels.indexOf(channelOf(null)))
  }

  /** The number of ids, including the absent contact's. */
  get size(): number {
    return this.texts.length
  }

  /** The id of a contact. Adds the contact if it is new. */
  idOf(contact: string | null): number {
    if (contact === null) return noContactId
    if (this.size * 2 > this.#slots.length) this.#grow()
    const id = this.size
    this.texts.push(contact)
    const slot = this.#slotOf(id)
    const existing = this.#slots[slot] ?? noContactId
    if (existing !== noContactId) {
      this.texts.pop()
      return existing
    }
    this.#slots[slot] = id
    this.#channels.push(channels.indexOf(channelOf(contact)))
    return id
  }

  /** The index of the contact's channel in `channels`. */
  channelAt(id: number): number {
    return this.#channels.at(id)
  }

  /** The slot that has the same text, or the free slot for it. */
  #slotOf(id: number): number {
    const mask = this.#slots.length - 1
    let slot = this.texts.hashAt(id) & mask
    for (let probes = 0; probes <= mask; probes++) {
      const other = this.#slots[slot] ?? noContactId
      if (other === noContactId || this.texts.compare(other, id) === 0) return slot
      slot = (slot + 1) & mask
    }
    // Half of the slots are always free. An endless loop would hide a bug here.
    throw new Error(
      `The hash table of contacts is full (${this.#slots.length} slots): it did not grow in time.`,
    )
  }

  #grow(): void {
    const { size } = this
    this.#slots = new Uint32Array(this.#slots.length * 2)
    for (let id = 1; id < size; id++) this.#slots[this.#slotOf(id)] = id
  }
}
