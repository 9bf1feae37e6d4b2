import type { EngagementStatus } from '#contract/engagement.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { questionKey, type Question } from '#search/question.ts'

import { growableBytes, growableIntegers, growableNumbers } from './growable.ts'
import { PageStore } from './page-store.ts'
import type { Counts, EngagementRow, RowsInView } from './protocol.ts'
import type { ReadRow } from './read-page.ts'
import { SidColumn } from './sid-column.ts'
import { TextColumn } from './text-column.ts'

/**
 * Everything read of one flow, in columns, in the order Twilio listed it. Row numbers are given once and never change;
 * an answer to a question is a list of row numbers, kept and only ever extended by what has been read since.
 */
export class FlowRows {
  /** Counts up with every change of what is known; an answer that bears an older one is stale. */
  version = 0
  /** Milliseconds since 1970 of the oldest start read; null before there is one. */
  oldest: number | null = null
  /** False once an engagement was listed before an older one: then "read back to a date" would be a lie. */
  newestFirst = true

  #count = 0
  #pages = 0
  #last = Infinity
  readonly #sids = new SidColumn()
  readonly #contacts = new TextColumn()
  readonly #started = growableNumbers()
  readonly #updated = growableNumbers()
  readonly #status = growableBytes()
  /** The statuses that occur, by code. Twilio names two; another one is kept as it came, and null is one too. */
  readonly #statuses: (string | null)[] = ['active', 'ended']
  readonly #perStatus: number[] = [0, 0]
  readonly #store = new PageStore()
  readonly #answers = new Map<string, { rows: ReturnType<typeof growableIntegers>; upTo: number }>()

  /** How many engagements have been read. */
  get count(): number {
    return this.#count
  }

  #counts(): Counts {
    return {
      status: { all: this.#count, active: this.#perStatus[0] ?? 0, ended: this.#perStatus[1] ?? 0 },
      channel: { phone: 0, whatsapp: 0, sip: 0, client: 0, other: 0 },
    }
  }

  /**
   * Takes in a page that has been read: rows whose SID is known already are left out.
   * @returns how many were new
   */
  append(bytes: Uint8Array<ArrayBuffer>, rows: readonly ReadRow[]): number {
    const page = this.#pages++
    const before = this.#count
    for (const row of rows) this.#add(page, row)
    this.version++
    this.#store.add(page, bytes)
    return this.#count - before
  }

  /** Resolves when one more page may be taken in: packing may lag behind reading, but not by much. */
  async room(): Promise<void> {
    await this.#store.room()
  }

  /** The rows that answer the question, from the `from`th on, at most `size`; and how many answer it in all. */
  inView(question: Question, from: number, size: number): RowsInView {
    const matches = this.#answer(question)
    const total = matches ? matches.length : this.#count
    const rows: EngagementRow[] = []
    for (let at = from; at < Math.min(from + size, total); at++)
      rows.push(this.#row(matches ? matches.at(at) : at))
    return {
      from,
      rows,
      total,
      read: this.#count,
      counts: this.#counts(),
      search: null,
      anchorAt: null,
      version: this.version,
    }
  }

  /** The engagement's row and its context as they were sent, or null when it has not been read. */
  async textOf(sid: EngagementSid): Promise<{ row: string; context: string | null } | null> {
    const row = this.#sids.rowOf(sid)
    return row === null ? null : await this.#store.textOf(row)
  }

  #add(page: number, row: ReadRow): void {
    if (!this.#sids.add(row.sid)) return
    this.#count++
    this.#contacts.push(row.contact)
    this.#started.push(row.started)
    this.#updated.push(row.updated)
    const code = this.#codeOf(row.status)
    this.#status.push(code)
    this.#perStatus[code] = (this.#perStatus[code] ?? 0) + 1
    this.#store.addRow(page, row)
    if (Number.isNaN(row.started)) return
    if (row.started > this.#last) this.newestFirst = false
    this.#last = row.started
    this.oldest = Math.min(this.oldest ?? Infinity, row.started)
  }

  #codeOf(status: string | null): number {
    const known = this.#statuses.indexOf(status)
    // A byte holds 256 statuses; Twilio knows two. Whatever comes after 255 different ones shares the last.
    if (known >= 0) return known
    return this.#statuses.length < 256 ? this.#statuses.push(status) - 1 : 255
  }

  /** Row numbers that match, or null for all rows in their own order. */
  #answer(question: Question) {
    if (question.status === null) return null
    const key = questionKey(question)
    const answer = this.#answers.get(key) ?? { rows: growableIntegers(), upTo: 0 }
    this.#answers.set(key, answer)
    const code = this.#statuses.indexOf(question.status satisfies EngagementStatus)
    for (; answer.upTo < this.#count; answer.upTo++) {
      if (this.#status.data[answer.upTo] === code) answer.rows.push(answer.upTo)
    }
    return answer.rows
  }

  #row(row: number): EngagementRow {
    const started = this.#started.at(row)
    const updated = this.#updated.at(row)
    return {
      row,
      sid: this.#sids.at(row),
      status: this.#statuses[this.#status.at(row)] ?? null,
      contact: this.#contacts.at(row),
      started: Number.isNaN(started) ? null : started,
      updated: Number.isNaN(updated) ? null : updated,
      found: null,
    }
  }
}
