import { type JsonPath, printJsonPath } from '#json/paths.ts'

import type { CellValue } from './protocol.ts'
import { Recent } from './recent.ts'
import type { Scanners } from './scanners.ts'
import type { SearchedFlow } from './searched-flow.ts'

/** The longest text of a value, in UTF-16 units; what is longer is cut and ends in …. */
const longest = 200

/** A page's values at a path, by row: about 100 kB, so that scrolling back costs nothing. */
type Column = Promise<ReadonlyMap<number, string | null>>

/** The values at paths of the contexts of a flow, read a page at a time when they are wanted. */
export class ContextColumns {
  readonly #flow: Pick<SearchedFlow, 'contexts' | 'store'>
  readonly #scanners: Scanners
  readonly #columns = new Recent<Column>(300)
  /** After a failure, which is rare, everything is read anew: none of it must stay. */
  #failures = 0

  constructor(flow: Pick<SearchedFlow, 'contexts' | 'store'>, scanners: Scanners) {
    this.#flow = flow
    this.#scanners = scanners
  }

  /** One list a row, one value a path. */
  async values(rows: readonly number[], paths: readonly JsonPath[]): Promise<CellValue[][]> {
    return await Promise.all(rows.map((row) => Promise.all(paths.map((path) => this.#value(row, path)))))
  }

  async #value(row: number, path: JsonPath): Promise<CellValue> {
    const { contexts } = this.#flow
    if (row >= contexts.rows || !contexts.isHere(row)) return { state: 'unread' }
    const text = (await this.#column(contexts.at(row).page, path)).get(row)
    return text === undefined || text === null ? { state: 'missing' } : { state: 'value', text }
  }

  #column(page: number, path: JsonPath): Column {
    const key = `${this.#failures} ${page} ${printJsonPath(path)}`
    return this.#columns.get(key, () => this.#read(page, path))
  }

  async #read(page: number, path: JsonPath): Column {
    const { contexts, store } = this.#flow
    const rows = contexts.rowsOf(page)
    const params = { page: { ...store.held(page), spans: contexts.spansOf(rows) }, path, longest }
    const values = await this.#scanners.ask('values', params, 'urgent').catch((thrown: unknown) => {
      this.#failures++
      throw thrown
    })
    return new Map(rows.map((row, i) => [row, values[i] ?? null]))
  }
}
