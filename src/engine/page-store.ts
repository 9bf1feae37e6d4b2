import { membersOf } from '#json/members.ts'
import { sliceText } from '#json/slice-text.ts'

import { ContextPlaces, type Place } from './context-places.ts'
import { growableIntegers } from './growable.ts'
import { pack, unpack, type Pack } from './pack.ts'
import type { Listed } from './protocol.ts'
import type { ReadRow } from './read-page.ts'

const numbersPerRow = 3

/** How many pages may wait to be packed while the next ones are read: 16 MB or so, enough to outlast a slow one. */
const mostWaiting = 4

/**
 * Pages as they were sent, byte for byte, packed; and where in them each row stands. A page is unpacked when someone
 * asks for one of its rows, and the last one stays unpacked: whoever reads a run reads its neighbours next.
 */
export class PageStore {
  readonly #pages: { bytes: Uint8Array<ArrayBuffer>; packed: boolean }[] = []
  /** Resolves, for each page, when it is packed. One is packed after the other. */
  readonly #packing: Promise<void>[] = []
  /** Where the contexts stand. */
  readonly contexts = new ContextPlaces()
  /** A row: page, start, end. */
  readonly #places = growableIntegers(8192)
  readonly #packer: Pack
  #size = 0
  #unpacked: { page: number; bytes: Promise<Uint8Array> } | null = null

  /** @param packer packs a page, elsewhere if it can: it takes as long as reading the page does */
  constructor(packer: Pack = pack) {
    this.#packer = packer
  }

  /** Keeps a page: at once as it is, and packed when its turn comes. Its rows are told by `place`. */
  add(page: number, bytes: Uint8Array<ArrayBuffer>): void {
    this.#pages[page] = { bytes, packed: false }
    this.#size += bytes.length
    const before = this.#packing[page - 1]
    this.#packing[page] = this.#pack(page, bytes, before)
  }

  /** Bytes that are held: of pages packed, and of those waiting for it. */
  get size(): number {
    return this.#size
  }

  /** Resolves when few enough pages are waiting to be packed for one more to be taken in. */
  async room(): Promise<void> {
    await this.#packing[this.#pages.length - mostWaiting]
  }

  async #pack(
    page: number,
    bytes: Uint8Array<ArrayBuffer>,
    before: Promise<void> | undefined,
  ): Promise<void> {
    await before
    const packed = await this.#packer(bytes)
    this.#pages[page] = { bytes: packed, packed: true }
    this.#size += packed.length - bytes.length
  }

  /** Tells where a row stands: the next one, or one that was read again and stands in a later page from now on. */
  place(row: number, page: number, read: ReadRow): void {
    const at = row * numbersPerRow
    if (at === this.#places.length) {
      this.#places.reserve(numbersPerRow)
      this.#places.length += numbersPerRow
    }
    const { data } = this.#places
    data[at] = page
    data[at + 1] = read.row.start
    data[at + 2] = read.row.end
    this.contexts.place(row, page, read)
  }

  /** A page's bytes as they are held. */
  held(page: number): { bytes: Uint8Array<ArrayBuffer>; packed: boolean } {
    return this.#pages[page] ?? { bytes: new Uint8Array(), packed: false }
  }

  /** Where a row stands, its context as it was listed included. */
  placeOf(row: number): Place {
    const at = row * numbersPerRow
    const [page = 0, start = 0, end = 0] = this.#places.data.subarray(at, at + numbersPerRow)
    return { page, start, end }
  }

  /** An engagement's members but for its context, and that, as they were sent; null where there is no context. */
  async listed(row: number): Promise<Listed> {
    const { page, start, end } = this.placeOf(row)
    const members = membersOf((await this.#bytesOf(page)).subarray(start, end), ['context'])
    const context = this.contexts.at(row)
    return {
      members,
      context:
        context.end === 0 ? null : sliceText(await this.#bytesOf(context.page), context.start, context.end),
    }
  }

  #bytesOf(page: number): Promise<Uint8Array> {
    if (this.#unpacked?.page === page) return this.#unpacked.bytes
    const kept = this.held(page)
    const bytes = kept.packed ? unpack(kept.bytes) : Promise.resolve(kept.bytes)
    this.#unpacked = { page, bytes }
    return bytes
  }
}
