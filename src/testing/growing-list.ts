import type { PageCursor } from '#contract/page.ts'

import { pageBytes, type PageRow } from './page-bytes.ts'

/**
 * A list of engagements as Twilio pages through it: newest first, and a reading goes on in the list as it was when it
 * began, whatever arrives meanwhile.
 */
export class GrowingList {
  /** Each page that was asked for: the token, and how many rows were wanted. */
  readonly asked: { token: string; size: number }[] = []
  #rows: readonly PageRow[]
  readonly #readings: (readonly PageRow[])[] = []

  /** @param rows newest first */
  constructor(rows: readonly PageRow[]) {
    this.#rows = rows
  }

  /** @param rows newest first */
  arrive(...rows: PageRow[]): void {
    this.#rows = [...rows, ...this.#rows]
  }

  change(sid: unknown, fields: PageRow): void {
    this.#rows = this.#rows.map((row) => (row['sid'] === sid ? { ...row, ...fields } : row))
  }

  one(sid: unknown): Uint8Array<ArrayBuffer> | null {
    const row = this.#rows.find((each) => each['sid'] === sid)
    return row ? new TextEncoder().encode(JSON.stringify(row)) : null
  }

  page(cursor: PageCursor | null, size = 1000): Uint8Array<ArrayBuffer> {
    this.asked.push({ token: cursor?.token ?? '', size })
    const [reading = this.#readings.push(this.#rows) - 1, from = 0] = (cursor?.token ?? '')
      .split('.')
      .flatMap((part) => (part === '' ? [] : [Number(part)]))
    const rows = this.#readings[reading] ?? []
    const end = from + size
    return pageBytes(rows.slice(from, end), { next: end < rows.length ? `${reading}.${end}` : null })
  }
}
