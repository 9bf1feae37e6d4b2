import { responseListKeys, type ListEndpointName } from '#contract/endpoints.ts'
import { parsePageRequest, serializePage, type ListPage } from '#emulator/http/paging.ts'
import type { JsonText } from '#emulator/data/json-text.ts'

/** A list that is served in pages. */
export type PagedList = {
  name: ListEndpointName
  origin: string
  /** The list's path. */
  path: string
  /** The filters in the query, as the URLs of pages repeat them before the paging: "status=active&". */
  filterQuery?: string
  /** Number of rows in the snapshot of that time, before `isMatch`. */
  countAt: (snapshotAt: number) => number
  /** The row at an offset in the snapshot of that time. */
  rowAt: (offset: number, snapshotAt: number) => JsonText
  /** Whether the row at an offset is in the list; by default all are. Offsets count the others too. */
  isMatch?: ((offset: number, snapshotAt: number) => boolean) | undefined
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
  const shown = listedOffsets(list, { from: offset, count, snapshotAt, max: pageRequest.pageSize + 1 })
  const next = shown[pageRequest.pageSize]
  const page: ListPage = {
    url: list.origin + list.path,
    filterQuery: list.filterQuery ?? '',
    listPath: list.path,
    key: responseListKeys[list.name],
    request: pageRequest,
    snapshotAt,
    rows: renderRows(list, shown.slice(0, pageRequest.pageSize), snapshotAt),
    previousOffset: offset > 0 && !list.isMatch ? Math.max(0, offset - pageRequest.pageSize) : null,
    nextOffset: next ?? null,
  }
  return serializePage(list.transformPage?.(page) ?? page)
}

function* renderRows(list: PagedList, offsets: readonly number[], snapshotAt: number): Generator<JsonText> {
  for (const offset of offsets) yield list.rowAt(offset, snapshotAt)
}

type OffsetRange = { from: number; count: number; snapshotAt: number; max: number }

/** The offsets of at most `max` rows in the list, from `from` on. No more are looked for: a match takes time to tell. */
function listedOffsets({ isMatch = () => true }: PagedList, range: OffsetRange): number[] {
  const offsets: number[] = []
  for (let offset = range.from; offset < range.count && offsets.length < range.max; offset++)
    if (isMatch(offset, range.snapshotAt)) offsets.push(offset)
  return offsets
}
