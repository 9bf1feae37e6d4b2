import { growableBytes, growableIntegers } from './growable.ts'
import type { ReadRow } from './read-page.ts'

/** The offsets of a value in the bytes it came in. */
type Span = { readonly start: number; readonly end: number }

/** Where a context or a row stands: in which page, and where in its bytes. */
export type Place = Span & { readonly page: number }

/** What the list says of a context. */
type ListedContext = Pick<ReadRow, 'context' | 'contextEmpty'>

const numbersPerRow = 3
const absent: Span = { start: 0, end: 0 }

/**
 * Where the context of each row stands. In the list it may come empty (`{}`, null or not at all): then only `/Context`
 * has it, and nothing is known of it until it is loaded. What is known stays known: an empty one replaces nothing.
 */
export class ContextPlaces {
  /** Rows whose contexts came empty and have not been loaded. */
  empty = 0
  /** Bytes of all contexts that are here. */
  bytes = 0
  /** A row: page, start and end; start and end are equal when there is no context at all. */
  readonly #places = growableIntegers(4096)
  /** A row: 1 when its context is here, 0 when it came empty. */
  readonly #here = growableBytes()
  /** A page: the rows that were new with it, which follow each other, and those that were not. */
  readonly #pages: { first: number; end: number; others: number[] }[] = []

  /** How many pages there are; some may hold no context any more. */
  get pages(): number {
    return this.#pages.length
  }

  /** How many rows there are. */
  get rows(): number {
    return this.#here.length
  }

  /** Tells where the context of a row stands: of the next row, or of one that was read again. */
  place(row: number, page: number, { context, contextEmpty }: ListedContext): void {
    const { start, end } = context ?? absent
    const here = !contextEmpty
    if (row === this.#here.length) {
      this.#pageAt(page, row).end = row + 1
      for (const number of [page, start, end]) this.#places.push(number)
      this.#here.push(here ? 1 : 0)
      if (here) this.bytes += end - start
      else this.empty++
    } else if (here) this.put(row, { page, start, end })
  }

  /** Replaces what is known of a row's context. */
  put(row: number, { page, start, end }: Place): void {
    this.#pageAt(page, row).others.push(row)
    const at = row * numbersPerRow
    const { data } = this.#places
    if (this.isHere(row)) this.bytes -= (data[at + 2] ?? 0) - (data[at + 1] ?? 0)
    else this.empty--
    this.bytes += end - start
    this.#here.data[row] = 1
    data[at] = page
    data[at + 1] = start
    data[at + 2] = end
  }

  /** Whether the row's context is here, and did not come empty. */
  isHere(row: number): boolean {
    return this.#here.data[row] === 1
  }

  /** Where the row's context stands, be it empty. */
  at(row: number): Place {
    const at = row * numbersPerRow
    const [page = 0, start = 0, end = 0] = this.#places.data.subarray(at, at + numbersPerRow)
    return { page, start, end }
  }

  /** The rows whose contexts are here and stand in the page. */
  rowsOf(page: number): number[] {
    const known = this.#pages[page]
    if (!known) return []
    const rows = new Set(known.others)
    for (let row = known.first; row < known.end; row++) rows.add(row)
    return [...rows].filter((row) => this.isHere(row) && this.#places.data[row * numbersPerRow] === page)
  }

  /** Where the contexts of some rows of one page stand, as a scanner wants it: start and end of each. */
  spansOf(rows: readonly number[]): Uint32Array<ArrayBuffer> {
    const spans = new Uint32Array(rows.length * 2)
    rows.forEach((row, i) => {
      const { start, end } = this.at(row)
      spans[i * 2] = start
      spans[i * 2 + 1] = end
    })
    return spans
  }

  #pageAt(page: number, row: number) {
    while (this.#pages.length <= page) this.#pages.push({ first: row, end: row, others: [] })
    // The length was just seen to.
    return this.#pages[page] ?? { first: row, end: row, others: [] }
  }
}
