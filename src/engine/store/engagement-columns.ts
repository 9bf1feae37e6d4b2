import { outcomeOfStatus, rowOutcomes, type Outcome, type RowOutcome } from '#contract/outcome.ts'
import { engagementStatuses } from '#contract/run-source.ts'
import { minNowStepMs, runDurationMs } from '#contract/run-duration.ts'

import { ContactDictionary } from './contact-dictionary.ts'
import { growableUint8, growableUint32, growableFloat64, growableInt32 } from './growable-array.ts'
import type { LoadedSteps } from '#engine/rpc/load-results.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import type { ExitDictionary } from '#engine/steps/exit-dictionary.ts'
import { LoadedStepsStore } from '#engine/steps/loaded-steps.ts'
import type { ParsedRow } from './parsed-page.ts'
import { SidColumn } from './sid-column.ts'

/** Where new rows go: before all loaded rows (`head`), or after them (`tail`). */
export type InsertAt = 'head' | 'tail'

const activeStatus = engagementStatuses.indexOf('active')

/**
 * The list fields of each engagement in typed columns, about 50 bytes per row. Row numbers never change: a row that is
 * loaded again keeps its number, and its fields are updated.
 */
export class EngagementColumns {
  count = 0
  /** Until when the durations of active runs count, in milliseconds since 1970; whole seconds, as Twilio's dates. */
  nowMs = wholeSeconds(Date.now())
  readonly sids = new SidColumn()
  readonly contacts = new ContactDictionary()
  /** The id of each row's contact in `contacts`. */
  readonly contact = growableUint32()
  /** The index of each row's channel in `channels`. */
  readonly channel = growableUint8()
  /** The index of each row's status in `statuses`. */
  readonly status = growableUint8()
  /** All statuses seen so far, including null. Twilio documents two; any other is stored as sent. */
  readonly statuses: (string | null)[] = [...engagementStatuses]
  /** The index of each row's outcome in `rowOutcomes`. */
  readonly outcome = growableUint8()
  /** What loaded steps say, by row. */
  readonly #steps = new LoadedStepsStore()
  /** Milliseconds since 1970; NaN when there is no date. */
  readonly started = growableFloat64()
  readonly updated = growableFloat64()
  /** The list order: a row with a smaller position was listed earlier. Positions are unique. */
  readonly position = growableInt32()
  /** Logs of rows that changed after they were first loaded, in the order of change: one for any field, one per sort key. Durations that change because `nowMs` moves are not logged. */
  readonly changedRows = {
    any: growableUint32(16),
    started: growableUint32(16),
    updated: growableUint32(16),
    contact: growableUint32(16),
    duration: growableUint32(16),
  }
  /** True once a row was added at the head. Until then, positions equal row numbers. */
  hasPrependedRows = false
  #nextHeadPosition = 0
  #firstHeadPosition = 0
  #nextTailPosition = 0

  /**
   * Adds a new row at that end of the list, or updates an existing one.
   * @returns the row number; the row is new if the number equals the previous `count`
   */
  upsert(parsed: ParsedRow, insertAt: InsertAt): number {
    const row = this.sids.insert(parsed.sid)
    if (row === this.count) this.#add(parsed, insertAt)
    else this.#update(row, parsed)
    return row
  }

  /** Moves `nowMs` on, in steps of at least 5 s: that may change each active run's duration. @returns whether it moved */
  moveNow(nowMs: number): boolean {
    // A clock that was wrong may also be set back.
    if (Math.abs(nowMs - this.nowMs) < minNowStepMs) return false
    this.nowMs = wholeSeconds(nowMs)
    this.updateStuck()
    return true
  }

  isActive(row: number): boolean {
    return this.status.at(row) === activeStatus
  }

  /** The last widget that ran; null where the steps do not say it, undefined where they are not loaded. */
  lastWidgetAt(row: number): string | null | undefined {
    return this.#steps.at(row)?.lastWidget
  }

  /** The numbers in `exitDictionary` of the exits a run took; null where its steps do not say them, undefined where they are not loaded. */
  exitsAt(row: number): readonly number[] | null | undefined {
    return this.#steps.at(row)?.exits
  }

  get exitDictionary(): Pick<ExitDictionary, 'exits'> {
    return this.#steps.exitDictionary
  }

  /** The fields that the list displays. @param nowMs until when an active run's duration counts */
  rowAt(row: number, nowMs = this.nowMs): Omit<EngagementRow, 'match'> {
    return {
      row,
      sid: this.sids.at(row),
      status: this.statuses[this.status.at(row)] ?? null,
      contact: this.contacts.texts.at(this.contact.at(row)),
      started: numberOrNull(this.started.at(row)),
      updated: numberOrNull(this.updated.at(row)),
      durationMs: numberOrNull(this.durationAt(row, nowMs)),
      outcome: this.#outcomeAt(row),
      stuck: this.stuckAt(row, nowMs),
    }
  }

  /** Stores what a run's steps say, unless the row has changed meanwhile. @returns whether that is new */
  setSteps(row: number, { status, updated, steps }: Omit<LoadedSteps, 'sid'>): boolean {
    const isSameRun =
      this.statuses[this.status.at(row)] === status && numberOrNull(this.updated.at(row)) === updated
    if (!isSameRun || !this.#steps.set(row, steps)) return false
    this.outcome.data[row] = this.#outcomeCode(row)
    this.changedRows.any.push(row)
    return true
  }

  /** Where a run has waited for longer than is usual; null for others, and where it is not known. */
  stuckAt(row: number, nowMs = this.nowMs): EngagementRow['stuck'] {
    const stuck = this.#steps.stuckAt(row, nowMs)
    return stuck && { ...stuck, isLatest: false }
  }

  /** Finds the runs that are stuck now, and those that no longer are. Time and newly loaded steps decide that. */
  updateStuck(): void {
    for (const row of this.#steps.waitingRows) {
      const code = this.#outcomeCode(row)
      if (this.outcome.at(row) === code) continue
      this.outcome.data[row] = code
      this.changedRows.any.push(row)
    }
  }

  #outcomeAt(row: number): Outcome | null {
    return this.#steps.at(row)?.outcome ?? outcomeOfStatus(this.statuses[this.status.at(row)] ?? null)
  }

  /** The duration in milliseconds, of an active run until `nowMs`; NaN when a date is missing. */
  durationAt(row: number, nowMs = this.nowMs): number {
    return runDurationMs(this.isActive(row), this.started.at(row), this.updated.at(row), nowMs)
  }

  /** Whether a field differs from the stored row; also true for an engagement that is not loaded. */
  differs({ sid, status, contact, started, updated }: ParsedRow): boolean {
    const row = sid === null ? null : this.sids.rowOf(sid)
    if (row === null) return true
    return (
      this.statuses[this.status.at(row)] !== status ||
      this.contacts.texts.at(this.contact.at(row)) !== contact ||
      !Object.is(this.started.at(row), started) ||
      !Object.is(this.updated.at(row), updated)
    )
  }

  /** Reserves `size` positions before all rows. The next rows added at the head get them in the order they are added. */
  reserveHead(size: number): void {
    this.#firstHeadPosition -= size
    this.#nextHeadPosition = this.#firstHeadPosition
  }

  #add(parsed: ParsedRow, insertAt: InsertAt): void {
    const contact = this.contacts.idOf(parsed.contact)
    this.contact.push(contact)
    this.channel.push(this.contacts.channelAt(contact))
    this.status.push(this.#statusCode(parsed.status))
    this.outcome.push(this.#outcomeCode(this.count))
    this.started.push(parsed.started)
    this.updated.push(parsed.updated)
    this.position.push(insertAt === 'head' ? this.#nextHeadPosition++ : this.#nextTailPosition++)
    if (insertAt === 'head') this.hasPrependedRows = true
    this.count++
  }

  #update(row: number, parsed: ParsedRow): void {
    const contact = this.contacts.idOf(parsed.contact)
    const status = this.#statusCode(parsed.status)
    const isStatusChanged = status !== this.status.at(row)
    const isContactChanged = contact !== this.contact.at(row)
    const isStartChanged = !Object.is(parsed.started, this.started.at(row))
    const isUpdateChanged = !Object.is(parsed.updated, this.updated.at(row))
    if (!isStatusChanged && !isContactChanged && !isStartChanged && !isUpdateChanged) return
    this.status.data[row] = status
    // A step may have been added.
    this.#steps.delete(row)
    this.outcome.data[row] = this.#outcomeCode(row)
    this.contact.data[row] = contact
    this.channel.data[row] = this.contacts.channelAt(contact)
    this.started.data[row] = parsed.started
    this.updated.data[row] = parsed.updated
    this.changedRows.any.push(row)
    if (isContactChanged) this.changedRows.contact.push(row)
    if (isStartChanged) this.changedRows.started.push(row)
    if (isUpdateChanged) this.changedRows.updated.push(row)
    if (isStatusChanged || isStartChanged || isUpdateChanged) this.changedRows.duration.push(row)
  }

  #outcomeCode(row: number): number {
    return rowOutcomes.indexOf(this.#rowOutcome(row))
  }

  #rowOutcome(row: number): RowOutcome {
    const outcome = this.#outcomeAt(row)
    // Loading the steps would tell nothing new.
    const isDecided = this.#steps.at(row) !== undefined || !this.sids.isPresent(row)
    if (outcome === null) return isDecided ? 'undecided' : 'not-loaded'
    if (outcome.kind !== 'waiting') return outcome.kind
    if (outcome.widget === null) return isDecided ? 'waiting-undecided' : 'waiting-not-loaded'
    return this.#steps.stuckAt(row, this.nowMs) === null ? 'waiting' : 'stuck'
  }

  #statusCode(status: string | null): number {
    const existing = this.statuses.indexOf(status)
    // A byte can index 256 statuses; Twilio documents two. All further ones share the last index.
    if (existing >= 0) return existing
    return this.statuses.length < 256 ? this.statuses.push(status) - 1 : 255
  }
}

const wholeSeconds = (ms: number) => ms - (ms % 1000)

function numberOrNull(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms
}
