import { channelOf, channels } from '#search/channel.ts'

import { growableBytes } from './growable.ts'
import { TextColumn } from './text-column.ts'

/** The number of no contact at all. */
export const noContact = 0

/**
 * The different contacts of a flow, each kept once and known by a number: customers come back, and whatever is asked
 * of a contact is then asked once.
 */
export class ContactTable {
  /** The contacts, by their numbers. */
  readonly texts = new TextColumn()
  readonly #channels = growableBytes()
  /** A hash table of numbers of contacts, by their text (linear probing); `noContact` marks a free slot. */
  #slots = new Uint32Array(4096)

  constructor() {
    this.texts.push(null)
    this.#channels.push(channels.indexOf(channelOf(null)))
  }

  /** How many there are, the absent one included. */
  get size(): number {
    return this.texts.length
  }

  /** The number of a contact, a new one if it was never seen. */
  numberOf(contact: string | null): number {
    if (contact === null) return noContact
    if (this.size * 2 > this.#slots.length) this.#grow()
    const number = this.size
    this.texts.push(contact)
    const slot = this.#slotOf(number)
    const known = this.#slots[slot] ?? noContact
    if (known !== noContact) {
      this.texts.pop()
      return known
    }
    this.#slots[slot] = number
    this.#channels.push(channels.indexOf(channelOf(contact)))
    return number
  }

  /** Where its channel stands in `channels`. */
  channelAt(number: number): number {
    return this.#channels.at(number)
  }

  /** The slot that holds the same text, or the free one it would go to. */
  #slotOf(number: number): number {
    const mask = this.#slots.length - 1
    let slot = this.texts.hashAt(number) & mask
    for (let tried = 0; tried <= mask; tried++) {
      const other = this.#slots[slot] ?? noContact
      if (other === noContact || this.texts.compare(other, number) === 0) return slot
      slot = (slot + 1) & mask
    }
    // Half of the slots are always free; to look on for ever would hide that they are not.
    throw new Error(
      `No slot is free among ${this.#slots.length}: the table of contacts did not grow in time.`,
    )
  }

  #grow(): void {
    const { size } = this
    this.#slots = new Uint32Array(this.#slots.length * 2)
    for (let number = 1; number < size; number++) this.#slots[this.#slotOf(number)] = number
  }
}
