import type { EngagementSid } from '#contract/sid.ts'
import type { Question } from '#search/question.ts'
import type { ContextTest } from '#search/search.ts'

import { AllVerdicts } from './all-verdicts.ts'
import { Answers } from './answers.ts'
import { Columns, type Side } from './columns.ts'
import type { ContextPlaces } from './context-places.ts'
import { contextsPage } from './contexts-page.ts'
import { countsOf } from './counts.ts'
import type { LoadedContext } from './load-contexts.ts'
import type { Pack } from './pack.ts'
import { PageStore } from './page-store.ts'
import type { EngagementRow, Histogram, Listed, Neighbours, RowsInView } from './protocol.ts'
import type { ReadRow } from './read-page.ts'
import { unreadRows } from './unread-rows.ts'
import type { Verdicts } from './verdicts.ts'

/** A page that was read: its bytes, and the rows in them. */
export type ReadPage = { readonly bytes: Uint8Array<ArrayBuffer>; readonly rows: readonly ReadRow[] }

/** What taking in a page brought: rows that were new, and known ones of which the list shows something else now. */
export type Taken = { readonly added: number; readonly changed: number }

/**
 * Everything read of one flow, in columns. Row numbers are given once and never change; a row that is read again, in a
 * later page or alone, takes over what the later reading says. An answer to a question is a list of row numbers.
 */
export class FlowRows {
  /** Counts up with every change of what is known; an answer that bears an older one is stale. */
  version = 0
  /** Milliseconds since 1970 of the oldest start read; null before there is one. */
  oldest: number | null = null
  /** False once an engagement was listed before a newer one: then "read back to a date" would be a lie. */
  newestFirst = true

  #pages = 0
  #last = Infinity
  readonly #columns = new Columns()
  /** The pages that were read, as they were sent. */
  readonly store: PageStore
  readonly #verdicts = new AllVerdicts(() => this.version++)
  readonly #answers = new Answers(this.#columns, this.#verdicts)

  constructor(packer?: Pack) {
    this.store = new PageStore(packer)
  }

  /** How many engagements have been read. */
  get count(): number {
    return this.#columns.count
  }

  /** The row of a SID; null when it has not been read. */
  rowOf(sid: EngagementSid): number | null {
    return this.#columns.sids.rowOf(sid)
  }

  /** Whether the list would show something else of this engagement, were it taken in; so it would of a new one. */
  differs(read: ReadRow): boolean {
    return this.#columns.differs(read)
  }

  /** Where the contexts stand. */
  get contexts(): ContextPlaces {
    return this.store.contexts
  }

  /** Where a row stands in the list: newer ones have smaller positions. */
  positionOf(row: number): number {
    return this.#columns.position.at(row)
  }

  /** Bytes held of the pages that were read. */
  get size(): number {
    return this.store.size
  }

  /**
   * Takes in a page that follows those before: new rows stand after all others. Known ones keep their number and their
   * place, and take over what changed; one engagement read again, alone, is such a page too.
   */
  append(bytes: Uint8Array<ArrayBuffer>, rows: readonly ReadRow[]): Taken {
    const before = this.#columns.count
    const taken = this.#take([{ bytes, rows }], 'tail')
    this.#last = this.#checkOrder(before, this.#last)
    return taken
  }

  /**
   * Takes in what was read at the head of the list, all pages of one reading at once, newest first: new rows stand
   * before all others. Rows without a SID are left out, for nobody can tell whether they are known.
   */
  appendHead(pages: readonly ReadPage[]): Taken {
    const known = pages.map(({ bytes, rows }) => ({ bytes, rows: rows.filter(({ sid }) => sid !== null) }))
    this.#columns.openHead(known.reduce((sum, { rows }) => sum + rows.length, 0))
    const before = this.#columns.count
    const taken = this.#take(known, 'head')
    this.#checkOrder(before, Infinity)
    return taken
  }

  /**
   * What is known of a test of contexts, row by row: the search through them writes it, the filters read it. Kept as
   * long as someone holds it, and a filter that was asked lately does.
   */
  verdictsOf(test: ContextTest): Verdicts {
    return this.#verdicts.of(test)
  }

  /** The rows that may answer the question, newest first, of which only `/Context` has the context. */
  unread(question: Question): { row: number; sid: EngagementSid }[] {
    return unreadRows(this.#columns, this.contexts, question)
  }

  /** Keeps contexts that `/Context` had, in the place of those that came empty. */
  keepContexts(loaded: readonly LoadedContext[]): void {
    const page = this.#pages++
    const { bytes, spans } = contextsPage(loaded)
    for (const { row, start, end } of spans) {
      this.contexts.put(row, { page, start, end })
      this.#verdicts.outdate(row)
    }
    this.store.add(page, bytes)
    this.version++
  }

  /** Resolves when one more page may be taken in: packing may lag behind reading, but not by much. */
  async room(): Promise<void> {
    await this.store.room()
  }

  /**
   * The rows that answer the question, from the `from`th on, at most `size`; and how many answer it in all.
   * @param anchor the number of a row whose place in the answer is wanted
   */
  inView(question: Question, from: number, size: number, anchor: number | null = null): RowsInView {
    const answer = this.#answers.to(question)
    const matches = answer.rows()
    const rows: EngagementRow[] = []
    for (const row of matches.data.subarray(from, Math.min(from + size, matches.length)))
      rows.push({ ...this.#columns.rowAt(row), found: null })
    return {
      from,
      rows,
      total: matches.length,
      read: this.#columns.count,
      counts: countsOf(answer.filtered.tally),
      search: null,
      anchorAt: anchor === null ? null : answer.placeOf(anchor),
      version: this.version,
    }
  }

  /** Where an engagement stands in the answer, and who is beside it; null when it is not in it. */
  neighbours(question: Question, sid: EngagementSid): Neighbours | null {
    const row = this.rowOf(sid)
    const answer = this.#answers.to(question)
    const at = row === null ? null : answer.placeOf(row)
    if (at === null) return null
    const rows = answer.rows()
    /** Rows without a SID cannot be opened: they are passed over. */
    const beside = (step: 1 | -1): EngagementSid | null => {
      for (let place = at + step; place >= 0 && place < rows.length; place += step) {
        const neighbour = rows.data[place]
        const found = neighbour === undefined ? null : this.#columns.rowAt(neighbour).sid
        if (found !== null) return found
      }
      return null
    }
    return { at, total: rows.length, previous: beside(-1), next: beside(1) }
  }

  /** How many of the question's rows, whatever its range of dates, started in each bin. @param edges rising, in ms */
  histogram(question: Question, edges: readonly number[]): Histogram {
    return { ...this.#answers.binsOf(question, edges).get(), version: this.version }
  }

  /** All rows that answer the question as of now, in its order: a list of their numbers that stays as it is. */
  answering(question: Question): Uint32Array<ArrayBuffer> {
    const { data, length } = this.#answers.to(question).rows()
    return data.slice(0, length)
  }

  /** What the list shows of a row. */
  rowAt(row: number): Omit<EngagementRow, 'found'> {
    return this.#columns.rowAt(row)
  }

  /** The engagement as it was listed, or null when it has not been read. */
  async listed(sid: EngagementSid): Promise<Listed | null> {
    const row = this.rowOf(sid)
    return row === null ? null : await this.store.listed(row)
  }

  #take(pages: readonly ReadPage[], side: Side): Taken {
    const { count, changed } = this.#columns
    const changes = changed.any.length
    for (const { bytes, rows } of pages) {
      const page = this.#pages++
      for (const read of rows) this.#put(page, read, side)
      this.store.add(page, bytes)
    }
    this.version++
    return { added: this.#columns.count - count, changed: changed.any.length - changes }
  }

  #put(page: number, read: ReadRow, side: Side): void {
    const { count } = this.#columns
    const row = this.#columns.put(read, side)
    this.store.place(row, page, read)
    if (row < count) this.#verdicts.outdate(row)
    if (!Number.isNaN(read.started)) this.oldest = Math.min(this.oldest ?? Infinity, read.started)
  }

  /** Whether the rows from there on were listed newest first. @returns the last start among them, or `last` */
  #checkOrder(from: number, last: number): number {
    for (let row = from; row < this.#columns.count; row++) {
      const started = this.#columns.started.at(row)
      if (Number.isNaN(started)) continue
      if (started > last) this.newestFirst = false
      last = started
    }
    return last
  }
}
