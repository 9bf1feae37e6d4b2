import { json, type JsonText } from '#emulator/data/json-text.ts'
import { decodePageToken, encodePageToken, type PagePosition } from './page-token.ts'
import { twilioError } from './twilio-errors.ts'

/** The paging query of a list request. */
export type PageRequest = {
  pageSize: number
  /** The page number that the client sent, from 0. */
  page: number
  /** Where the page starts; null for the start of the list. */
  position: PagePosition | null
  /** The token as it was sent. */
  token: string | null
}

const defaultPageSize = 50
const maxPageSize = 1000

/** Parses PageSize, Page and PageToken. Returns Twilio's error for an invalid one. */
export function parsePageRequest(listPath: string, query: URLSearchParams): PageRequest | Response {
  const pageSize = parseWholeNumber(query.get('PageSize'), defaultPageSize)
  if (pageSize === null || pageSize < 1 || pageSize > maxPageSize) {
    return twilioError(20001, { message: `Page size must be between 1 and ${maxPageSize}` })
  }
  const page = parseWholeNumber(query.get('Page'), 0)
  if (page === null) return twilioError(20001, { message: 'Page must be a whole number, 0 or more' })
  const token = query.get('PageToken')
  if (token === null) return page > 0 ? twilioError(70002) : { pageSize, page, position: null, token }
  const position = decodePageToken(listPath, token)
  return position ? { pageSize, page, position, token } : twilioError(20006)
}

function parseWholeNumber(text: string | null, defaultValue: number): number | null {
  if (text === null) return defaultValue
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** One page of a list. An offset is the number of rows before a page; null when there is no such page. */
export type ListPage = {
  /** The list's absolute URL without a query. */
  url: string
  /** The filters, before the paging in each URL; empty for none. */
  filterQuery: string
  /** The list's path, which tokens are bound to. */
  listPath: string
  key: string
  request: PageRequest
  /** When the snapshot of the list was taken, milliseconds since 1970. */
  snapshotAt: number
  /** Generated as they are serialized. */
  rows: Iterable<JsonText>
  previousOffset: number | null
  nextOffset: number | null
}

/** The page's JSON, `meta` and rows, in chunks. The first chunk is everything before the rows. */
export function* serializePage(page: ListPage): Generator<string> {
  const { key, request } = page
  const pageUrl = (index: number, token: string | null) =>
    `${page.url}?${page.filterQuery}PageSize=${request.pageSize}&Page=${index}${token === null ? '' : `&PageToken=${encodeURIComponent(token)}`}`
  const adjacentPageUrl = (index: number, offset: number | null) =>
    offset === null
      ? null
      : pageUrl(index, encodePageToken(page.listPath, { snapshotAt: page.snapshotAt, offset }))
  const meta = json`{
    "page": ${request.page},
    "page_size": ${request.pageSize},
    "first_page_url": ${pageUrl(0, null)},
    "previous_page_url": ${adjacentPageUrl(Math.max(0, request.page - 1), page.previousOffset)},
    "url": ${pageUrl(request.page, request.token)},
    "next_page_url": ${adjacentPageUrl(request.page + 1, page.nextOffset)},
    "key": ${key}
  }`
  yield `{"meta":${meta.text},${JSON.stringify(key)}:[`
  let separator = ''
  for (const row of page.rows) {
    yield separator + row.text
    separator = ','
  }
  yield ']}'
}
