import type { EngagementStatus } from '#contract/engagement.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { questionKey, type Question } from '#search/question.ts'
import type { ContextTest } from '#search/search.ts'

import { Columns, type Side } from './columns.ts'
import { growableIntegers } from './growable.ts'
import { PageStore } from './page-store.ts'
import type { EngagementRow, RowsInView } from './protocol.ts'
import type { ReadRow } from './read-page.ts'
import { Verdicts } from './verdicts.ts'

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
  readonly #store = new PageStore()
  readonly #verdicts = new Map<string, Verdicts>()
  readonly #answers = new Map<string, { rows: ReturnType<typeof growableIntegers>; upTo: number }>()

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

  /** Bytes held of the pages that were read. */
  get size(): number {
    return this.#store.size
  }

  /**
   * Takes in a page that follows those before: new rows stand after all others. Known ones keep their number and their
   * place, and take over what changed; one engagement read again, alone, is such a page too.
   */
  append(bytes: Uint8Array<ArrayBuffer>, rows: readonly ReadRow[]): Taken {
    const before = this.#columns.count
    const taken = this.#take([{ bytes, rows }], 'tail')
    for (let row = before; row < this.#columns.count; row++) this.#checkOrder(row)
    return taken
  }

  /**
   * Takes in what was read at the head of the list, all pages of one reading at once, newest first: new rows stand
   * before all others. Rows without a SID are left out, for nobody can tell whether they are known.
   */
  appendHead(pages: readonly ReadPage[]): Taken {
    const known = pages.map(({ bytes, rows }) => ({ bytes, rows: rows.filter(({ sid }) => sid !== null) }))
    this.#columns.openHead(known.reduce((sum, { rows }) => sum + rows.length, 0))
    return this.#take(known, 'head')
  }

  /** What is known of a test of contexts, row by row: the search through them writes it, the filters read it. */
  verdictsOf(test: ContextTest): Verdicts {
    const key = JSON.stringify([test.path, test.text, test.whole])
    const known = this.#verdicts.get(key)
    if (known) return known
    const fresh = new Verdicts(() => this.version++)
    this.#verdicts.set(key, fresh)
    return fresh
  }

  /** Resolves when one more page may be taken in: packing may lag behind reading, but not by much. */
  async room(): Promise<void> {
    await this.#store.room()
  }

  /** The rows that answer the question, from the `from`th on, at most `size`; and how many answer it in all. */
  inView(question: Question, from: number, size: number): RowsInView {
    const matches = this.#answer(question)
    const total = matches ? matches.length : this.#columns.count
    const rows: EngagementRow[] = []
    for (let at = from; at < Math.min(from + size, total); at++)
      rows.push(this.#row(matches ? matches.at(at) : at))
    return {
      from,
      rows,
      total,
      read: this.#columns.count,
      counts: {
        status: this.#columns.perStatus(),
        channel: { phone: 0, whatsapp: 0, sip: 0, client: 0, other: 0 },
      },
      search: null,
      anchorAt: null,
      version: this.version,
    }
  }

  /** The engagement's row and its context as they were sent, or null when it has not been read. */
  async textOf(sid: EngagementSid): Promise<{ row: string; context: string | null } | null> {
    const row = this.rowOf(sid)
    return row === null ? null : await this.#store.textOf(row)
  }

  #take(pages: readonly ReadPage[], side: Side): Taken {
    const { count, changed } = this.#columns
    const changes = changed.any.length
    for (const { bytes, rows } of pages) {
      const page = this.#pages++
      for (const read of rows) this.#put(page, read, side)
      this.#store.add(page, bytes)
    }
    this.version++
    return { added: this.#columns.count - count, changed: changed.any.length - changes }
  }

  #put(page: number, read: ReadRow, side: Side): void {
    const { count } = this.#columns
    const row = this.#columns.put(read, side)
    this.#store.place(row, page, read)
    if (row < count) for (const verdicts of this.#verdicts.values()) verdicts.outdate(row)
    if (!Number.isNaN(read.started)) this.oldest = Math.min(this.oldest ?? Infinity, read.started)
  }

  #checkOrder(row: number): void {
    const started = this.#columns.started.at(row)
    if (Number.isNaN(started)) return
    if (started > this.#last) this.newestFirst = false
    this.#last = started
  }

  /** Row numbers that match, or null for all rows in their own order. */
  #answer(question: Question) {
    if (question.status === null) return null
    const key = questionKey(question)
    const answer = this.#answers.get(key) ?? { rows: growableIntegers(), upTo: 0 }
    this.#answers.set(key, answer)
    const code = this.#columns.statuses.indexOf(question.status satisfies EngagementStatus)
    for (; answer.upTo < this.#columns.count; answer.upTo++) {
      if (this.#columns.status.data[answer.upTo] === code) answer.rows.push(answer.upTo)
    }
    return answer.rows
  }

  #row(row: number): EngagementRow {
    const columns = this.#columns
    const started = columns.started.at(row)
    const updated = columns.updated.at(row)
    return {
      row,
      sid: columns.sids.at(row),
      status: columns.statuses[columns.status.at(row)] ?? null,
      contact: columns.contacts.at(columns.contact.at(row)),
      started: Number.isNaN(started) ? null : started,
      updated: Number.isNaN(updated) ? null : updated,
      found: null,
    }
  }
}
