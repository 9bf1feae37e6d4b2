import { sliceText } from '#json/bytes.ts'

import { growableIntegers } from './growable.ts'
import { pack, unpack } from './pack.ts'
import type { ReadRow } from './read-page.ts'

const numbersPerRow = 5

/**
 * Pages as they were sent, byte for byte, packed; and where in them each row stands. A page is unpacked when someone
 * asks for one of its rows, and the last one stays unpacked: whoever reads a run reads its neighbours next.
 */
export class PageStore {
  readonly #pages: { bytes: Uint8Array<ArrayBuffer>; packed: boolean }[] = []
  /** A row: page, start, end, start and end of its context (equal when it has none). */
  readonly #places = growableIntegers(8192)
  #unpacked: { page: number; bytes: Promise<Uint8Array> } | null = null

  /** Keeps a page: at once as it is, and packed when the promise resolves. Its rows are told by `addRow`. */
  async add(page: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#pages[page] = { bytes, packed: false }
    this.#pages[page] = { bytes: await pack(bytes), packed: true }
  }

  addRow(page: number, { row, context }: ReadRow): void {
    this.#places.reserve(numbersPerRow)
    for (const number of [page, row.start, row.end, context?.start ?? 0, context?.end ?? 0])
      this.#places.push(number)
  }

  /** The row's JSON and its context's, as they were sent; null where there is no context. */
  async textOf(row: number): Promise<{ row: string; context: string | null }> {
    const at = row * numbersPerRow
    const [page = 0, start = 0, end = 0, contextStart = 0, contextEnd = 0] = this.#places.data.subarray(
      at,
      at + numbersPerRow,
    )
    const bytes = await this.#bytesOf(page)
    return {
      row: sliceText(bytes, start, end),
      context: contextEnd === 0 ? null : sliceText(bytes, contextStart, contextEnd),
    }
  }

  #bytesOf(page: number): Promise<Uint8Array> {
    if (this.#unpacked?.page === page) return this.#unpacked.bytes
    const kept = this.#pages[page]
    const bytes = kept?.packed ? unpack(kept.bytes) : Promise.resolve(kept?.bytes ?? new Uint8Array())
    this.#unpacked = { page, bytes }
    return bytes
  }
}
