import { engagementStatuses } from '#contract/engagement.ts'

import { ContactTable } from './contact-table.ts'
import { growableBytes, growableIntegers, growableNumbers, growableSigned } from './growable.ts'
import type { EngagementRow } from './protocol.ts'
import type { ReadRow } from './read-page.ts'
import { SidColumn } from './sid-column.ts'

/** Where a new row stands in the list: before all that were read, or after them. */
export type Side = 'head' | 'tail'

/**
 * What the list knows of each engagement, a typed column each: about 50 bytes a row. A row's number is given once; a
 * row that is read again keeps its number and takes over what the later reading says.
 */
export class Columns {
  count = 0
  readonly sids = new SidColumn()
  readonly contacts = new ContactTable()
  /** The number of each row's contact in `contacts`. */
  readonly contact = growableIntegers()
  /** Where its contact's channel stands in `channels`. */
  readonly channel = growableBytes()
  /** Its status, by code: where it stands in `statuses`. */
  readonly status = growableBytes()
  /** The statuses that occur. Twilio names two; another one is kept as it came, and null is one too. */
  readonly statuses: (string | null)[] = [...engagementStatuses]
  /** Milliseconds since 1970, NaN where there is no date. */
  readonly started = growableNumbers()
  readonly updated = growableNumbers()
  /** The order of the listing: a row with a smaller position was listed before. No two are equal. */
  readonly position = growableSigned()
  /** The rows in which something changed after they were first read, in the order of change; all of them, and by what they are ordered by. */
  readonly changed = {
    any: growableIntegers(16),
    started: growableIntegers(16),
    updated: growableIntegers(16),
    contact: growableIntegers(16),
    duration: growableIntegers(16),
  }
  /** True once a row was listed before others that were read earlier: until then, positions are row numbers. */
  hasHead = false
  #nextAtHead = 0
  #firstAtHead = 0
  #nextAtTail = 0

  /**
   * Adds a row on that side of the list, or takes over what is new of a known one.
   * @returns its number; it was new if that was the `count` before
   */
  put(read: ReadRow, side: Side): number {
    const row = this.sids.put(read.sid)
    if (row === this.count) this.#add(read, side)
    else this.#change(row, read)
    return row
  }

  /** What the list shows of a row. */
  rowAt(row: number): Omit<EngagementRow, 'found'> {
    return {
      row,
      sid: this.sids.at(row),
      status: this.statuses[this.status.at(row)] ?? null,
      contact: this.contacts.texts.at(this.contact.at(row)),
      started: dateOrNull(this.started.at(row)),
      updated: dateOrNull(this.updated.at(row)),
    }
  }

  /** Whether it says something else than what is known, or something of an engagement that is not known. */
  differs({ sid, status, contact, started, updated }: ReadRow): boolean {
    const row = sid === null ? null : this.sids.rowOf(sid)
    if (row === null) return true
    return (
      this.statuses[this.status.at(row)] !== status ||
      this.contacts.texts.at(this.contact.at(row)) !== contact ||
      !Object.is(this.started.at(row), started) ||
      !Object.is(this.updated.at(row), updated)
    )
  }

  /** Makes room before all rows: the next ones put at the head, at most `size`, stand there in the order they come. */
  openHead(size: number): void {
    this.#firstAtHead -= size
    this.#nextAtHead = this.#firstAtHead
  }

  #add(read: ReadRow, side: Side): void {
    const contact = this.contacts.numberOf(read.contact)
    this.contact.push(contact)
    this.channel.push(this.contacts.channelAt(contact))
    this.status.push(this.#codeOf(read.status))
    this.started.push(read.started)
    this.updated.push(read.updated)
    this.position.push(side === 'head' ? this.#nextAtHead++ : this.#nextAtTail++)
    if (side === 'head') this.hasHead = true
    this.count++
  }

  #change(row: number, read: ReadRow): void {
    const contact = this.contacts.numberOf(read.contact)
    const status = this.#codeOf(read.status)
    const newStatus = status !== this.status.at(row)
    const newContact = contact !== this.contact.at(row)
    const newStart = !Object.is(read.started, this.started.at(row))
    const newUpdate = !Object.is(read.updated, this.updated.at(row))
    if (!newStatus && !newContact && !newStart && !newUpdate) return
    this.status.data[row] = status
    this.contact.data[row] = contact
    this.channel.data[row] = this.contacts.channelAt(contact)
    this.started.data[row] = read.started
    this.updated.data[row] = read.updated
    this.changed.any.push(row)
    if (newContact) this.changed.contact.push(row)
    if (newStart) this.changed.started.push(row)
    if (newUpdate) this.changed.updated.push(row)
    if (newStart || newUpdate) this.changed.duration.push(row)
  }

  #codeOf(status: string | null): number {
    const known = this.statuses.indexOf(status)
    // A byte holds 256 statuses; Twilio knows two. Whatever comes after 255 different ones shares the last.
    if (known >= 0) return known
    return this.statuses.length < 256 ? this.statuses.push(status) - 1 : 255
  }
}

function dateOrNull(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms
}
