import { rawEntries } from '#json/parse/raw-entries.ts'
import { mayContainAll, type IdentifierIndex } from '#json/find/identifier-index.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'

import { ContextLocations, type PageLocation } from './context-locations.ts'
import { growableUint32 } from './growable-array.ts'
import { compress, decompress, type Compress } from './compression.ts'
import type { RawEngagement } from '#engine/rpc/row-results.ts'
import type { ParsedPage, ParsedRow } from './parsed-page.ts'

type StoredPage = Pick<ParsedPage, 'bytes' | 'isCompressed'>

const fieldsPerRow = 3

/** Max pages that wait for compression, about 16 MB. Enough to bridge one that compresses slowly. */
const maxPendingPages = 4

/**
 * Stores pages byte for byte as sent, compressed, with the location of each row. Those that came compressed stay as they
 * came. Decompresses a page when one of its rows is read. The last decompressed page is cached, because its neighbours are
 * usually read next.
 */
export class PageStore {
  readonly #pages: StoredPage[] = []
  /** Per page, a promise that resolves when it is compressed. Pages are compressed one after the other. */
  readonly #compressing: Promise<void>[] = []
  readonly contexts = new ContextLocations()
  /** Three numbers per row: page, start, end. */
  readonly #locations = growableUint32(8192)
  readonly #compress: Compress
  /** Per page, which identifiers it may contain; null where that cannot be said, undefined until it is known. */
  readonly #indexes: (IdentifierIndex | null | undefined)[] = []
  #sizeBytes = 0
  #decompressed: { page: number; bytes: Promise<Uint8Array> } | null = null

  /** @param compressPage should run in another thread: compressing a page takes as long as parsing it */
  constructor(compressPage: Compress = compress) {
    this.#compress = compressPage
  }

  /** Stores a page; one that came plain is compressed later. `setLocation` says where its rows are. */
  add(page: number, { bytes, isCompressed }: StoredPage): void {
    this.#pages[page] = { bytes, isCompressed }
    this.#sizeBytes += bytes.length
    const previous = this.#compressing[page - 1] ?? Promise.resolve()
    this.#compressing[page] = isCompressed ? previous : this.#compressPage(page, bytes, previous)
  }

  /** Memory in bytes: compressed pages, pages that wait for compression, and indexes. */
  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** Resolves when fewer than the max number of pages wait for compression. */
  async waitForCapacity(): Promise<void> {
    await this.#compressing[this.#pages.length - maxPendingPages]
  }

  async #compressPage(page: number, bytes: Uint8Array<ArrayBuffer>, previous: Promise<void>): Promise<void> {
    await previous
    const compressed = await this.#compress(bytes)
    this.#pages[page] = { bytes: compressed, isCompressed: true }
    this.#sizeBytes += compressed.length - bytes.length
  }

  /** Sets the location of a row: of the next new row, or of one that was loaded again in a later page. */
  setLocation(row: number, page: number, parsed: ParsedRow): void {
    const offset = row * fieldsPerRow
    if (offset === this.#locations.length) {
      this.#locations.reserve(fieldsPerRow)
      this.#locations.length += fieldsPerRow
    }
    const { data } = this.#locations
    data[offset] = page
    data[offset + 1] = parsed.span.start
    data[offset + 2] = parsed.span.end
    this.contexts.setFromList(row, page, parsed)
  }

  /** A page's bytes as stored. */
  storedPage(page: number): StoredPage {
    return this.#pages[page] ?? { bytes: new Uint8Array(), isCompressed: false }
  }

  /** The first page without an index of identifiers; null when all have one. Pages that wait for compression come later. */
  nextUnindexed(): number | null {
    const page = this.#pages.findIndex(
      ({ isCompressed }, index) => isCompressed && this.#indexes[index] === undefined,
    )
    return page < 0 ? null : page
  }

  setIndex(page: number, index: IdentifierIndex | null): void {
    this.#indexes[page] = index
    this.#sizeBytes += index?.byteLength ?? 0
  }

  /** False only if the page certainly has no text with all these identifiers. @param hashes of `identifierHashes` */
  mayContain(page: number, hashes: readonly number[]): boolean {
    const index = this.#indexes[page]
    return !index || mayContainAll(index, hashes)
  }

  /** The location of a row's JSON, including its context as listed. */
  rowLocation(row: number): PageLocation {
    const offset = row * fieldsPerRow
    const [page = 0, start = 0, end = 0] = this.#locations.data.subarray(offset, offset + fieldsPerRow)
    return { page, start, end }
  }

  /** An engagement's entries without its context, and its context, exactly as sent. */
  async rawEngagement(row: number): Promise<RawEngagement> {
    const { page, start, end } = this.rowLocation(row)
    const entries = rawEntries((await this.#pageBytes(page)).subarray(start, end), ['context'])
    const context = this.contexts.at(row)
    return {
      entries,
      context:
        context.end === 0
          ? null
          : decodeUtf8(await this.#pageBytes(context.page), context.start, context.end),
    }
  }

  #pageBytes(page: number): Promise<Uint8Array> {
    if (this.#decompressed?.page === page) return this.#decompressed.bytes
    const stored = this.storedPage(page)
    const bytes = stored.isCompressed ? decompress(stored.bytes) : Promise.resolve(stored.bytes)
    this.#decompressed = { page, bytes }
    return bytes
  }
}
