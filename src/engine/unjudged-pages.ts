import type { SearchedFlow } from './searched-flow.ts'
import { unknown, type Verdicts } from './verdicts.ts'

type Unjudged = { page: number; rows: number; bytes: number; position: number; state: 'waiting' | 'running' }

/** The pages in which some context has no verdict yet, or one that was given before it was read anew. */
export class UnjudgedPages {
  rows = 0
  bytes = 0
  readonly #flow: SearchedFlow
  readonly #verdicts: readonly Verdicts[]
  readonly #pages = new Map<number, Unjudged>()
  #seen = 0

  constructor(flow: SearchedFlow, verdicts: readonly Verdicts[]) {
    this.#flow = flow
    this.#verdicts = verdicts
  }

  /** Takes in the pages that have come since: what is read later stands in a later page. */
  catchUp(): void {
    const { contexts } = this.#flow
    for (; this.#seen < contexts.pages; this.#seen++) {
      const rows = this.rowsOf(this.#seen)
      const [first] = rows
      if (first === undefined) continue
      const bytes = rows.reduce((sum, row) => sum + contexts.at(row).end - contexts.at(row).start, 0)
      const page = { page: this.#seen, rows: rows.length, bytes, position: this.#flow.positionOf(first) }
      this.#pages.set(this.#seen, { ...page, state: 'waiting' })
      this.rows += rows.length
      this.bytes += bytes
    }
  }

  /** The rows of a page that have to be looked at. */
  rowsOf(page: number): number[] {
    return this.#flow.contexts
      .rowsOf(page)
      .filter((row) => this.#verdicts.some((each) => each.at(row) === unknown || each.outdated.has(row)))
  }

  get isEmpty(): boolean {
    return this.#pages.size === 0
  }

  /** The newest page that waits, which then runs; null when there is none. */
  take(): number | null {
    let newest: Unjudged | null = null
    for (const page of this.#pages.values()) {
      if (page.state === 'waiting' && (!newest || page.position < newest.position)) newest = page
    }
    if (newest) newest.state = 'running'
    return newest?.page ?? null
  }

  /** The page was looked through; one that could not be stays in the count, for its rows were not searched. */
  finish(page: number, looked: boolean): void {
    const known = this.#pages.get(page)
    if (!known || !this.#pages.delete(page) || !looked) return
    this.rows -= known.rows
    this.bytes -= known.bytes
  }
}
