import { growableUint8, growableUint32 } from './growable-array.ts'
import type { ParsedRow } from './parsed-page.ts'

/** Byte offsets of a value in its page. */
type Span = { readonly start: number; readonly end: number }

/** The location of a context or a row: its page, and its offsets in the page's bytes. */
export type PageLocation = Span & { readonly page: number }

/** What the list contains of a context. */
type ListedContext = Pick<ParsedRow, 'contextSpan' | 'isContextEmpty'>

const fieldsPerRow = 3
const emptySpan: Span = { start: 0, end: 0 }

/**
 * The location of each row's context. A context may be empty in the list (`{}`, null or absent): then only `/Context`
 * has it, and it counts as missing until it is loaded. An empty context never replaces a loaded one.
 */
export class ContextLocations {
  /** Rows with an empty context in the list that has not been loaded since. */
  missingCount = 0
  /** Bytes of all loaded contexts. */
  loadedBytes = 0
  /** Three numbers per row: page, start and end. Start equals end when the row has no context. */
  readonly #locations = growableUint32(4096)
  /** One byte per row: 1 when its context is loaded, 0 when it is missing. */
  readonly #loaded = growableUint8()
  /** Per page: the rows that it added, which are consecutive, and the `others`, which existed before. */
  readonly #pages: { first: number; end: number; others: number[] }[] = []

  /** How many pages there are. Some may no longer contain the current context of any row. */
  get pageCount(): number {
    return this.#pages.length
  }

  get rowCount(): number {
    return this.#loaded.length
  }

  /** Sets the location of a row's context from the list. The row is either the next new row or one loaded again. */
  setFromList(row: number, page: number, { contextSpan, isContextEmpty }: ListedContext): void {
    const { start, end } = contextSpan ?? emptySpan
    const isLoaded = !isContextEmpty
    if (row === this.#loaded.length) {
      this.#pageEntry(page, row).end = row + 1
      for (const number of [page, start, end]) this.#locations.push(number)
      this.#loaded.push(isLoaded ? 1 : 0)
      if (isLoaded) this.loadedBytes += end - start
      else this.missingCount++
    } else if (isLoaded) this.replace(row, { page, start, end })
  }

  /** Replaces the location of a row's context by that of a loaded one. */
  replace(row: number, { page, start, end }: PageLocation): void {
    this.#pageEntry(page, row).others.push(row)
    const offset = row * fieldsPerRow
    const { data } = this.#locations
    if (this.isLoaded(row)) this.loadedBytes -= (data[offset + 2] ?? 0) - (data[offset + 1] ?? 0)
    else this.missingCount--
    this.loadedBytes += end - start
    this.#loaded.data[row] = 1
    data[offset] = page
    data[offset + 1] = start
    data[offset + 2] = end
  }

  /** Whether the row's context is loaded, which an empty one in the list is not. */
  isLoaded(row: number): boolean {
    return this.#loaded.data[row] === 1
  }

  /** The location of the row's context, even of an empty one. */
  at(row: number): PageLocation {
    const offset = row * fieldsPerRow
    const { data } = this.#locations
    return { page: data[offset] ?? 0, start: data[offset + 1] ?? 0, end: data[offset + 2] ?? 0 }
  }

  /** The page of the row's context. */
  pageOf(row: number): number {
    return this.#locations.data[row * fieldsPerRow] ?? 0
  }

  /** The rows whose loaded context is in the page. */
  rowsInPage(page: number): number[] {
    const entry = this.#pages[page]
    if (!entry) return []
    const rows = [...new Set(entry.others)].filter((row) => row < entry.first || row >= entry.end)
    for (let row = entry.first; row < entry.end; row++) rows.push(row)
    return rows.filter((row) => this.isLoaded(row) && this.pageOf(row) === page)
  }

  /** The context offsets of some rows of one page, in the format of the search worker: start and end of each. */
  spansOf(rows: readonly number[]): Uint32Array<ArrayBuffer> {
    const spans = new Uint32Array(rows.length * 2)
    rows.forEach((row, i) => {
      const { start, end } = this.at(row)
      spans[i * 2] = start
      spans[i * 2 + 1] = end
    })
    return spans
  }

  #pageEntry(page: number, row: number) {
    while (this.#pages.length <= page) this.#pages.push({ first: row, end: row, others: [] })
    // The fallback is unreachable: the loop above has added the entry.
    return this.#pages[page] ?? { first: row, end: row, others: [] }
  }
}
