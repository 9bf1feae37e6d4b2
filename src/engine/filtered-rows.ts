import type { Columns } from './columns.ts'
import type { MarkRows } from './filter.ts'
import { growableShorts, type Growable } from './growable.ts'
import { markCount, passes, type Mark } from './mark.ts'
import type { Verdicts } from './verdicts.ts'

type Changes = { readonly rows: Growable<Uint32Array<ArrayBuffer>>; seen: number }

/**
 * All rows, marked for one question, and how often each mark occurs. Kept up as rows come and change: a row is marked
 * once when it comes, and again when something in it or a verdict on it has changed.
 */
export class FilteredRows {
  readonly tally = new Uint32Array(markCount)
  /** How many rows pass. */
  passing = 0
  /** Counts up when a row that was marked got another mark. */
  generation = 0
  readonly #marks = growableShorts()
  readonly #columns: Columns
  readonly #markRows: MarkRows
  readonly #changes: readonly Changes[]

  /** @param verdicts those that the marks depend on */
  constructor(columns: Columns, markRows: MarkRows, verdicts: readonly Verdicts[]) {
    this.#columns = columns
    this.#markRows = markRows
    this.#changes = [columns.changed.any, ...verdicts.map(({ changes }) => changes)].map((rows) => ({
      rows,
      seen: rows.length,
    }))
  }

  /** The mark of a row, as of the last `catchUp`. */
  at(row: number): Mark {
    return this.#marks.at(row)
  }

  catchUp(): void {
    for (const changes of this.#changes) {
      for (; changes.seen < changes.rows.length; changes.seen++)
        this.#markAgain(changes.rows.at(changes.seen))
    }
    const { count } = this.#columns
    const first = this.#marks.length
    this.#marks.reserve(count - first)
    this.#marks.length = count
    this.#markRows(this.#marks.data, first, count)
    for (let row = first; row < count; row++) this.#count(this.#marks.at(row), 1)
  }

  #markAgain(row: number): void {
    if (row >= this.#marks.length) return
    const before = this.#marks.at(row)
    this.#markRows(this.#marks.data, row, row + 1)
    const mark = this.#marks.at(row)
    if (mark === before) return
    this.generation++
    this.#count(before, -1)
    this.#count(mark, 1)
  }

  #count(mark: Mark, by: 1 | -1): void {
    this.tally[mark] = (this.tally[mark] ?? 0) + by
    if (passes(mark)) this.passing += by
  }
}
