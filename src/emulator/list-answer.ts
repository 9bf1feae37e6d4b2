import { listKeys, type ListName } from '#contract/reads.ts'
import { parseAsked, printPage, type Page } from './paging.ts'
import type { JsonText } from './json-text.ts'

/** A list the emulator can page through. */
export type List = {
  name: ListName
  origin: string
  /** The list's path. */
  path: string
  /** How many rows it has for a reading that began then. */
  countAt: (since: number) => number
  /** The row with that many before it. */
  rowAt: (offset: number, since: number) => JsonText
  /** Changes a page before it is written. */
  change?: ((page: Page) => Page) | undefined
}

/**
 * One page of a list. A reading that began without a token is held still: its later pages are those of the list as it
 * was then, whatever arrives meanwhile.
 */
export function answerPage(list: List, query: URLSearchParams, now: number): Iterable<string> | Response {
  const asked = parseAsked(list.path, query)
  if (asked instanceof Response) return asked
  const { since, offset } = asked.bookmark ?? { since: now, offset: 0 }
  const count = list.countAt(since)
  const end = Math.min(count, offset + asked.pageSize)
  const page: Page = {
    url: list.origin + list.path,
    list: list.path,
    key: listKeys[list.name],
    asked,
    since,
    rows: rowsOf(list, offset, end, since),
    previous: offset > 0 ? Math.max(0, offset - asked.pageSize) : null,
    next: end < count ? end : null,
  }
  return printPage(list.change?.(page) ?? page)
}

function* rowsOf(list: List, offset: number, end: number, since: number): Generator<JsonText> {
  for (let i = offset; i < end; i++) yield list.rowAt(i, since)
}
