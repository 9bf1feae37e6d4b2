import { channelOf, channels } from '#search/channel.ts'

import { growableBytes } from './growable.ts'
import { TextColumn } from './text-column.ts'

const free = 0

/**
 * The different contacts of a flow, each kept once and known by a number: customers come back, and whatever is asked
 * of a contact is then asked once. Number 0 is no contact at all.
 */
export class ContactTable {
  readonly #texts = new TextColumn()
  readonly #channels = growableBytes()
  /** A hash table of numbers of contacts, by their text (linear probing). */
  #slots = new Uint32Array(4096)

  constructor() {
    this.#add(null)
  }

  /** How many there are, the absent one included. */
  get size(): number {
    return this.#texts.length
  }

  /** The number of a contact, a new one if it was never seen. */
  numberOf(contact: string | null): number {
    if (contact === null) return 0
    if (this.size * 2 > this.#slots.length) this.#grow()
    const number = this.#add(contact)
    const slot = this.#slotOf(number)
    const known = this.#slots[slot] ?? free
    if (known === free) {
      this.#slots[slot] = number
      return number
    }
    this.#texts.pop()
    this.#channels.length--
    return known
  }

  at(number: number): string | null {
    return this.#texts.at(number)
  }

  /** Where its channel stands in `channels`. */
  channelAt(number: number): number {
    return this.#channels.at(number)
  }

  /** The bytes of a contact, as UTF-8. Good until the next contact is added. */
  bytesAt(number: number): Uint8Array {
    return this.#texts.bytesAt(number)
  }

  /** Compares two contacts by their characters' code points; both must be there. */
  compare(a: number, b: number): number {
    return this.#texts.compare(a, b)
  }

  #add(contact: string | null): number {
    this.#texts.push(contact)
    this.#channels.push(channels.indexOf(channelOf(contact)))
    return this.size - 1
  }

  /** The slot that holds the same text, or the free one it would go to. */
  #slotOf(number: number): number {
    const mask = this.#slots.length - 1
    let slot = this.#texts.hashAt(number) & mask
    for (;;) {
      const other = this.#slots[slot] ?? free
      if (other === free || this.#texts.compare(other, number) === 0) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const { size } = this
    this.#slots = new Uint32Array(this.#slots.length * 2)
    for (let number = 1; number < size; number++) this.#slots[this.#slotOf(number)] = number
  }
}
