import type { ContextTest } from '#search/search.ts'

import { FoundPlaces } from './found-places.ts'
import type { Found, SearchProgress } from './protocol.ts'
import type { Judged } from './scan-page.ts'
import type { Scanners } from './scanners.ts'
import type { SearchedFlow } from './searched-flow.ts'
import { UnjudgedPages } from './unjudged-pages.ts'
import { no, yes, type Verdicts } from './verdicts.ts'

/** How many places are found with a page's verdicts; those of further matches are found when they are shown. */
const foundPerPage = 50

/** How long a search goes on when nobody asks for its rows any more, in milliseconds: they have left the list. */
const patience = 3000

type Tested = {
  readonly test: ContextTest
  readonly verdicts: Verdicts
  readonly places: FoundPlaces
  /** Rows whose places were asked for and are not known. */
  readonly asked: Set<number>
}

/** Puts some tests to all contexts of a flow, newest pages first, and to those that are read while it runs. */
export class ContextSearch {
  readonly #flow: SearchedFlow
  readonly #scanners: Scanners
  readonly #changed: () => void
  readonly #tests: readonly Tested[]
  readonly #unjudged: UnjudgedPages
  #running = 0
  #until = 0
  #paused = false

  /** @param changed is called when there is more to show */
  constructor(flow: SearchedFlow, scanners: Scanners, tests: readonly ContextTest[], changed: () => void) {
    this.#flow = flow
    this.#scanners = scanners
    this.#changed = changed
    this.#tests = tests.map((test) => ({
      test,
      verdicts: flow.verdictsOf(test),
      places: new FoundPlaces(),
      asked: new Set(),
    }))
    this.#unjudged = new UnjudgedPages(
      flow,
      this.#tests.map(({ verdicts }) => verdicts),
    )
  }

  /** Goes on for a while: whoever sees it change asks for its rows again. */
  keepOn(): void {
    this.#until = performance.now() + patience
    this.#go()
  }

  /** Goes on no longer: something else is asked. */
  leave(): void {
    this.#until = 0
  }

  pause(paused: boolean): void {
    this.#paused = paused
    this.#go()
  }

  progress(): SearchProgress {
    this.#unjudged.catchUp()
    const { contexts } = this.#flow
    return {
      state: this.#unjudged.isEmpty ? 'done' : this.#paused ? 'paused' : 'running',
      searched: contexts.rows - contexts.empty - this.#unjudged.rows,
      bytes: contexts.bytes - this.#unjudged.bytes,
      ofBytes: contexts.bytes,
      empty: contexts.empty,
    }
  }

  /**
   * Where each row's match stands, of the first test that it passes; null where there is none, or where it is yet to
   * be found: `changed` is called then.
   * @param matter whether a test's place is one to show: that of something that must not be there is none
   */
  foundIn(rows: readonly number[], matter: (test: ContextTest) => boolean): (Found | null)[] {
    const missing = new Map<Tested, number[]>()
    const found = rows.map((row) => {
      const tested = this.#tests.find(({ test, verdicts }) => verdicts.at(row) === yes && matter(test))
      const place = tested?.places.at(row) ?? null
      if (tested && !place) missing.set(tested, [...(missing.get(tested) ?? []), row])
      return place
    })
    for (const [tested, some] of missing) this.#find(tested, some)
    return found
  }

  #go(): void {
    this.#unjudged.catchUp()
    while (!this.#paused && performance.now() < this.#until && this.#running < this.#scanners.width) {
      const page = this.#unjudged.take()
      if (page === null) return
      void this.#scan(page)
    }
  }

  async #scan(page: number): Promise<void> {
    this.#running++
    const rows = this.#unjudged.rowsOf(page)
    const judged = await this.#judge(
      page,
      rows,
      this.#tests.map(({ test }) => test),
      foundPerPage,
      'in-turn',
    )
    this.#running--
    if (judged) this.#takeIn(page, rows, judged)
    this.#unjudged.finish(page, judged !== null)
    this.#flow.version++
    this.#changed()
    this.#go()
  }

  #takeIn(page: number, rows: readonly number[], { verdicts, found }: Judged): void {
    rows.forEach((row, i) => {
      // A context that was read anew meanwhile stands in another page, which will be looked through.
      if (this.#flow.contexts.at(row).page !== page) return
      for (const [index, each] of this.#tests.entries()) {
        each.places.delete(row)
        each.asked.delete(row)
        each.verdicts.set(row, verdicts[i * this.#tests.length + index] === yes ? yes : no)
      }
    })
    for (const { context, test, match } of found) {
      const row = rows[context]
      if (row !== undefined && this.#flow.contexts.at(row).page === page)
        this.#tests[test]?.places.set(row, match)
    }
  }

  /** Finds the places of rows that pass a test, page by page, and tells when they are known. Each row is asked for once. */
  #find({ test, places, asked }: Tested, rows: readonly number[]): void {
    const fresh = rows.filter((row) => !asked.has(row))
    for (const [page, some] of Map.groupBy(fresh, (row) => this.#flow.contexts.at(row).page)) {
      for (const row of some) asked.add(row)
      void this.#judge(page, some, [test], some.length, 'urgent').then((judged) => {
        for (const { context, match } of judged?.found ?? []) {
          const row = some[context]
          if (row === undefined) continue
          places.set(row, match)
          asked.delete(row)
        }
        this.#flow.version++
        this.#changed()
      })
    }
  }

  /** Null when it could not be looked at: its rows keep the verdict they had, and do not count as searched. */
  async #judge(
    page: number,
    rows: readonly number[],
    tests: readonly ContextTest[],
    mostFound: number,
    when: 'urgent' | 'in-turn',
  ): Promise<Judged | null> {
    const { store, contexts } = this.#flow
    const params = { page: { ...store.held(page), spans: contexts.spansOf(rows) }, tests, mostFound }
    // A scanner that stopped is replaced by the next one: it is worth asking again, once.
    return await this.#scanners
      .ask('judge', params, when)
      .catch(() => this.#scanners.ask('judge', params, when))
      .catch(() => null)
  }
}
