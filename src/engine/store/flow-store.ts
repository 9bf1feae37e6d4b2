import type { EngagementSid } from '#contract/sid.ts'
import type { ContextPredicate } from '#search/query/predicates.ts'

import { MatchCache } from './match-cache.ts'
import { EngagementColumns, type InsertAt } from './engagement-columns.ts'
import type { ContextLocations } from './context-locations.ts'
import { concatContexts, type LoadedContext } from './concat-contexts.ts'
import type { Compress } from './compression.ts'
import { PageStore } from './page-store.ts'
import type { LoadedSteps } from '#engine/rpc/load-results.ts'
import type { EngagementRow, RawEngagement } from '#engine/rpc/row-results.ts'
import type { ParsedPage, ParsedRow } from './parsed-page.ts'
import type { MatchResults } from './match-results.ts'

/** The effect of merging a page: how many rows were added, and how many existing rows changed in the list. */
export type MergeResult = { readonly added: number; readonly changed: number }

/**
 * All loaded data of one flow, in columns. Row numbers never change. A row that is loaded again, in a later page or
 * alone, gets the newer values. `FlowQueries` filters and sorts the rows.
 */
export class FlowStore {
  /** Increases with every change of the data. A result with a lower version is stale. */
  version = 0
  /** The oldest start loaded, in milliseconds since 1970; null before there is one. */
  oldestStartMs: number | null = null
  /** False once an engagement was listed before a newer one. Then `oldestStartMs` does not mean that all newer ones are loaded. */
  isNewestFirst = true

  /** Rows that came with a filter asked of Twilio, and that reading the list has not reached. */
  readonly #unlisted = new Set<number>()
  #pageCount = 0
  #previousStart = Infinity
  readonly columns = new EngagementColumns()
  /** The loaded pages, exactly as sent. */
  readonly pageStore: PageStore
  readonly matchCache = new MatchCache(() => this.version++)

  constructor(compress?: Compress) {
    this.pageStore = new PageStore(compress)
  }

  /** How many engagements are loaded. */
  get count(): number {
    return this.columns.count
  }

  /** How many of them reading the list has reached; the others came with a filter asked of Twilio. */
  get listedCount(): number {
    return this.columns.count - this.#unlisted.size
  }

  /** Whether reading the list has reached a run: not one that came only with a filter asked of Twilio. */
  isListed(sid: EngagementSid): boolean {
    const row = this.rowOf(sid)
    return row !== null && !this.#unlisted.has(row)
  }

  /** The row of a SID; null when it is not loaded. */
  rowOf(sid: EngagementSid): number | null {
    return this.columns.sids.rowOf(sid)
  }

  /** Whether merging this row would change what the list displays. */
  differs(parsed: ParsedRow): boolean {
    return this.columns.differs(parsed)
  }

  get contexts(): ContextLocations {
    return this.pageStore.contexts
  }

  /** The position of a row in the list order. Rows listed earlier have smaller positions. */
  positionOf(row: number): number {
    return this.columns.position.at(row)
  }

  /** Memory of the stored pages, in bytes. */
  get sizeBytes(): number {
    return this.pageStore.sizeBytes
  }

  /**
   * Merges the next page of the list: adds new rows after all others, and updates existing rows without moving them.
   * `added` counts those that were not listed before.
   */
  append(page: ParsedPage): MergeResult {
    const before = this.columns.count
    const listedBefore = this.listedCount
    const result = this.#mergePages([page], 'tail')
    this.#setListed(page.rows)
    this.#previousStart = this.#checkOrder(before, this.#previousStart)
    return { ...result, added: this.listedCount - listedBefore }
  }

  /**
   * Merges runs that are no next part of the list: those fetched again, and those that a filter asked of Twilio has found.
   * They say nothing about how far the list is read. Skips rows without a SID: the list would add them again.
   */
  merge(page: ParsedPage): MergeResult {
    const before = this.columns.count
    const result = this.#mergePages([withSids(page)], 'tail')
    for (let row = before; row < this.columns.count; row++) this.#unlisted.add(row)
    return result
  }

  /**
   * Merges pages from the start of the list, newest first: adds new rows before all others. Skips rows without a SID,
   * because they cannot be recognized as existing.
   */
  prepend(pages: readonly ParsedPage[]): MergeResult {
    const pagesWithSids = pages.map(withSids)
    this.columns.reserveHead(pagesWithSids.reduce((sum, { rows }) => sum + rows.length, 0))
    const before = this.columns.count
    const result = this.#mergePages(pagesWithSids, 'head')
    for (const { rows } of pagesWithSids) this.#setListed(rows)
    this.#checkOrder(before, Infinity)
    return result
  }

  /**
   * The match results of a context predicate, row by row. The context search writes them, the filters read them. They
   * are cached as long as a search or a cached filter refers to them.
   */
  matchResultsFor(predicate: ContextPredicate): MatchResults {
    return this.matchCache.getOrCreate(predicate)
  }

  /** Which rows' contexts were read for something else than a predicate: `matched` once they were. */
  readStatesFor(key: string): MatchResults {
    return this.matchCache.forKey(key)
  }

  /** Stores contexts loaded from `/Context` in place of the empty ones. */
  storeContexts(loaded: readonly LoadedContext[]): void {
    const page = this.#pageCount++
    const { bytes, spans } = concatContexts(loaded)
    for (const { row, start, end } of spans) {
      this.contexts.replace(row, { page, start, end })
      this.matchCache.markStale(row)
    }
    this.pageStore.add(page, { bytes, isCompressed: false })
    this.version++
  }

  /** Stores what steps say of rows that are as they were when their steps were asked for. */
  setSteps(loaded: readonly LoadedSteps[]): void {
    const changed = loaded.filter((each) => {
      const row = this.rowOf(each.sid)
      return row !== null && this.columns.setSteps(row, each)
    })
    if (changed.length === 0) return
    this.columns.updateStuck()
    this.version++
  }

  /** Resolves when one more page may be added. Limits how many pages wait for compression. */
  async waitForCapacity(): Promise<void> {
    await this.pageStore.waitForCapacity()
  }

  /**
   * Moves the time until which the durations of active runs count to the clock's, in steps of at least 5 s.
   * @returns whether results are stale now
   */
  moveNow(): boolean {
    if (!this.columns.moveNow(Date.now()) || this.count === 0) return false
    this.version++
    return true
  }

  /** The fields that the list displays. */
  rowAt(row: number, nowMs?: number): Omit<EngagementRow, 'match'> {
    return this.columns.rowAt(row, nowMs)
  }

  /** The engagement exactly as listed; null when it is not loaded. */
  async rawEngagement(sid: EngagementSid): Promise<RawEngagement | null> {
    const row = this.rowOf(sid)
    return row === null ? null : await this.pageStore.rawEngagement(row)
  }

  #mergePages(pages: readonly ParsedPage[], insertAt: InsertAt): MergeResult {
    const { count, changedRows } = this.columns
    const changedBefore = changedRows.any.length
    for (const parsedPage of pages) {
      const page = this.#pageCount++
      for (const parsed of parsedPage.rows) this.#mergeRow(page, parsed, insertAt)
      this.pageStore.add(page, parsedPage)
    }
    this.version++
    return { added: this.columns.count - count, changed: changedRows.any.length - changedBefore }
  }

  #mergeRow(page: number, parsed: ParsedRow, insertAt: InsertAt): void {
    const { count } = this.columns
    const row = this.columns.upsert(parsed, insertAt)
    this.pageStore.setLocation(row, page, parsed)
    if (row < count) this.matchCache.markStale(row)
  }

  /** Notes that reading the list has reached these rows. */
  #setListed(rows: readonly ParsedRow[]): void {
    for (const { sid, started } of rows) {
      const row = sid === null || this.#unlisted.size === 0 ? null : this.rowOf(sid)
      if (row !== null) this.#unlisted.delete(row)
      if (!Number.isNaN(started)) this.oldestStartMs = Math.min(this.oldestStartMs ?? Infinity, started)
    }
  }

  /** Clears `isNewestFirst` if a row from `from` on is newer than the row before it. @returns the last start */
  #checkOrder(from: number, previousStart: number): number {
    for (let row = from; row < this.columns.count; row++) {
      const started = this.columns.started.at(row)
      if (Number.isNaN(started)) continue
      if (started > previousStart) this.isNewestFirst = false
      previousStart = started
    }
    return previousStart
  }
}

/** The page without the rows that cannot be recognized. */
function withSids(page: ParsedPage): ParsedPage {
  return { ...page, rows: page.rows.filter(({ sid }) => sid !== null) }
}
