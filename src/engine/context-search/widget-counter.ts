import type { WidgetCounts } from '#engine/rpc/row-results.ts'
import { callTwice, type SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'
import type { WidgetNames } from '#engine/search-worker/widget-names.ts'
import { growableUint32 } from '#engine/store/growable-array.ts'
import { matched, type MatchResults } from '#engine/store/match-results.ts'

import { PageScan } from './page-scan.ts'
import type { SearchableStore } from './searchable-store.ts'

/** More widgets than any flow has: contexts may name anything. */
const maxWidgets = 1000

/**
 * Counts the runs that passed each widget. Reads each context once, and keeps which list of widgets it names: 4 bytes a
 * row, since many runs name the same ones.
 */
export class WidgetCounter {
  readonly #store: SearchableStore
  readonly #searchWorkers: SearchWorkerPool
  readonly #scan: PageScan
  readonly #readStates: MatchResults
  /** The index in `#lists` for each row that was read. */
  readonly #listOf = growableUint32()
  /** Each distinct list of widgets, as indexes in `#names`. */
  readonly #lists: (readonly number[])[] = []
  readonly #listIndexes = new Map<string, number>()
  readonly #names: string[] = []
  readonly #nameIndexes = new Map<string, number>()

  /** @param onChange is called when more contexts were read */
  constructor(store: SearchableStore, searchWorkers: SearchWorkerPool, onChange: (isDone: boolean) => void) {
    this.#store = store
    this.#searchWorkers = searchWorkers
    this.#readStates = store.readStatesFor('widget names')
    this.#scan = new PageScan({
      store,
      results: [this.#readStates],
      concurrency: searchWorkers.concurrency,
      scanPage: (page, rows) => this.#readPage(page, rows),
      onChange,
    })
  }

  /** The counts so far of some rows, in a few nanoseconds per row. Reads on for a while. */
  count(rows: Uint32Array): WidgetCounts {
    this.#scan.keepAlive()
    const { contexts } = this.#store
    const runsByList = new Uint32Array(this.#lists.length)
    let [counted, missingContexts] = [0, 0]
    for (const row of rows) {
      if (!contexts.isLoaded(row)) missingContexts++
      else if (this.#readStates.at(row) === matched) {
        const list = this.#listOf.at(row)
        runsByList[list] = (runsByList[list] ?? 0) + 1
        counted++
      }
    }
    return {
      widgets: this.#runsByWidget(runsByList),
      total: rows.length,
      counted,
      missingContexts,
      isReading: this.#scan.state() !== 'done',
    }
  }

  #runsByWidget(runsByList: Uint32Array): WidgetCounts['widgets'] {
    const runs = new Uint32Array(this.#names.length)
    for (const [list, count] of runsByList.entries()) {
      if (count > 0) for (const name of this.#lists[list] ?? []) runs[name] = (runs[name] ?? 0) + count
    }
    return this.#names
      .map((name, i) => ({ name, runs: runs[i] ?? 0 }))
      .filter((widget) => widget.runs > 0)
      .toSorted((a, b) => b.runs - a.runs)
      .slice(0, maxWidgets)
  }

  async #readPage(page: number, rows: readonly number[]): Promise<boolean> {
    const { pageStore, contexts } = this.#store
    const params = { page: { ...pageStore.storedPage(page), spans: contexts.spansOf(rows) } }
    const read = await callTwice(() => this.#searchWorkers.call('widgetNames', params, 'normal'))
    if (read) this.#merge(page, rows, read)
    return read !== null
  }

  #merge(page: number, rows: readonly number[], { lists, listOf }: WidgetNames): void {
    const indexes = lists.map((names) => this.#indexOfList(names))
    const missing = this.#store.contexts.rowCount - this.#listOf.length
    this.#listOf.reserve(missing)
    this.#listOf.length += missing
    rows.forEach((row, i) => {
      // A context that was loaded again meanwhile is in another page, which will be read too.
      if (this.#store.contexts.pageOf(row) !== page) return
      this.#listOf.data[row] = indexes[listOf[i] ?? 0] ?? 0
      this.#readStates.set(row, matched)
    })
  }

  #indexOfList(names: readonly string[]): number {
    const list = names.map((name) => indexIn(this.#nameIndexes, name, () => this.#names.push(name) - 1))
    return indexIn(this.#listIndexes, list.join(), () => this.#lists.push(list) - 1)
  }
}

function indexIn(indexes: Map<string, number>, key: string, add: () => number): number {
  const index = indexes.get(key) ?? add()
  indexes.set(key, index)
  return index
}
