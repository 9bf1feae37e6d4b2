import type { PageCursor } from '#contract/page.ts'
import { noRunFilter, type RunFilter, type RunSource } from '#contract/run-source.ts'

import { pageBytes, type PageRow } from './page-bytes.ts'

/**
 * A paginated list of runs like Twilio's: newest first, and page tokens refer to a snapshot taken at the first page,
 * whatever arrives later.
 */
export class GrowingList {
  /** All requested pages: the token and the page size. */
  readonly requests: { token: string; size: number }[] = []
  #rows: readonly PageRow[]
  readonly #snapshots: (readonly PageRow[])[] = []

  readonly #source: RunSource

  /** @param rows newest first */
  constructor(rows: readonly PageRow[], source: RunSource = 'engagements') {
    this.#rows = rows
    this.#source = source
  }

  /** @param rows newest first */
  prepend(...rows: PageRow[]): void {
    this.#rows = [...rows, ...this.#rows]
  }

  updateRow(sid: unknown, fields: PageRow): void {
    this.#rows = this.#rows.map((row) => (row['sid'] === sid ? { ...row, ...fields } : row))
  }

  rowBytes(sid: unknown): Uint8Array<ArrayBuffer> | null {
    const row = this.#rows.find((each) => each['sid'] === sid)
    return row ? new TextEncoder().encode(JSON.stringify(row)) : null
  }

  page(cursor: PageCursor | null, size = 1000, filter: RunFilter = noRunFilter): Uint8Array<ArrayBuffer> {
    this.requests.push({ token: cursor?.token ?? '', size })
    const takeSnapshot = () => this.#snapshots.push(this.#rows.filter((row) => isFound(row, filter))) - 1
    const [snapshotIndex = takeSnapshot(), from = 0] = (cursor?.token ?? '')
      .split('.')
      .flatMap((part) => (part === '' ? [] : [Number(part)]))
    const rows = this.#snapshots[snapshotIndex] ?? []
    const end = from + size
    const next = end < rows.length ? `${snapshotIndex}.${end}` : null
    return pageBytes(rows.slice(from, end), { key: this.#source, next })
  }
}

function isFound(row: PageRow, { status, from, to }: RunFilter): boolean {
  const started = Date.parse(String(row['date_created']))
  if (from !== null && !(started >= from)) return false
  if (to !== null && !(started < to)) return false
  return status === null || row['status'] === status
}
