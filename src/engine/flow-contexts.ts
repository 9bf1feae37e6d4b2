import type { JsonPath } from '#json/paths.ts'
import { parseSearch } from '#search/parse-search.ts'
import type { Question } from '#search/question.ts'

import { ContextColumns } from './context-columns.ts'
import { ContextSearch } from './context-search.ts'
import { contextTestsOf, testKey } from './context-tests.ts'
import type { CellValue, RowsInView } from './protocol.ts'
import { Recent } from './recent.ts'
import type { Scanners } from './scanners.ts'
import type { SearchedFlow } from './searched-flow.ts'

/** What is looked up in the contexts of a flow: searches, of which the last few keep what they know, and columns. */
export class FlowContexts {
  readonly #flow: SearchedFlow
  readonly #scanners: Scanners
  readonly #changed: () => void
  readonly #searches = new Recent<ContextSearch>(4)
  readonly #columns: ContextColumns
  #current: ContextSearch | null = null

  /** @param changed is called when there is more to show */
  constructor(flow: SearchedFlow, scanners: Scanners, changed: () => void) {
    this.#flow = flow
    this.#scanners = scanners
    this.#changed = changed
    this.#columns = new ContextColumns(flow, scanners)
  }

  /** Starts the search that the question asks for, or lets it go on, and adds to the rows what it knows of them. */
  complete({ text }: Question, view: RowsInView): RowsInView {
    const { all, wanted } = contextTestsOf(parseSearch(text).search)
    const search =
      all.length === 0 ? null : this.#searches.get(JSON.stringify(all.map(testKey)), () => this.#start(all))
    if (this.#current !== search) this.#current?.leave()
    this.#current = search
    if (!search) return view
    search.keepOn()
    const found = search.foundIn(
      view.rows.map(({ row }) => row),
      (test) => wanted.has(testKey(test)),
    )
    return {
      ...view,
      rows: view.rows.map((row, i) => ({ ...row, found: found[i] ?? null })),
      search: search.progress(),
    }
  }

  /** Stops the search, or goes on with it. */
  run(run: boolean): void {
    this.#current?.pause(!run)
    this.#flow.version++
    this.#changed()
  }

  async values(rows: readonly number[], paths: readonly JsonPath[]): Promise<CellValue[][]> {
    return await this.#columns.values(rows, paths)
  }

  #start(all: ConstructorParameters<typeof ContextSearch>[2]): ContextSearch {
    return new ContextSearch(this.#flow, this.#scanners, all, this.#changed)
  }
}
