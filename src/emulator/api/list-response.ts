import { responseListKeys, type ListEndpointName } from '#contract/endpoints.ts'
import { parsePageRequest, serializePage, type ListPage } from '#emulator/http/paging.ts'
import type { JsonText } from '#emulator/data/json-text.ts'

/** A list that is served in pages. */
export type PagedList = {
  name: ListEndpointName
  origin: string
  /** The list's path. */
  path: string
  /** Number of rows in the snapshot of that time. */
  countAt: (snapshotAt: number) => number
  /** The row at an offset in the snapshot of that time. */
  rowAt: (offset: number, snapshotAt: number) => JsonText
  /** Changes a page before it is serialized. */
  transformPage?: ((page: ListPage) => ListPage) | undefined
}

/**
 * One page of a list. A request without a token takes a snapshot. Later pages come from that snapshot, so rows that arrive
 * meanwhile do not shift them.
 */
export function renderListPage(
  list: PagedList,
  query: URLSearchParams,
  now: number,
): Iterable<string> | Response {
  const pageRequest = parsePageRequest(list.path, query)
  if (pageRequest instanceof Response) return pageRequest
  const { snapshotAt, offset } = pageRequest.position ?? { snapshotAt: now, offset: 0 }
  const count = list.countAt(snapshotAt)
  const end = Math.min(count, offset + pageRequest.pageSize)
  const page: ListPage = {
    url: list.origin + list.path,
    listPath: list.path,
    key: responseListKeys[list.name],
    request: pageRequest,
    snapshotAt,
    rows: renderRows(list, offset, end, snapshotAt),
    previousOffset: offset > 0 ? Math.max(0, offset - pageRequest.pageSize) : null,
    nextOffset: end < count ? end : null,
  }
  return serializePage(list.transformPage?.(page) ?? page)
}

function* renderRows(list: PagedList, offset: number, end: number, snapshotAt: number): Generator<JsonText> {
  for (let i = offset; i < end; i++) yield list.rowAt(i, snapshotAt)
}
