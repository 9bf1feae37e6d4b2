import { json, type JsonText } from './json-text.ts'
import { parseToken, printToken, type Bookmark } from './page-token.ts'
import { twilioError } from './errors.ts'

/** What a list was asked for. */
export type Asked = {
  pageSize: number
  /** Counted by the client for itself. */
  page: number
  /** Where the page begins; null for the list's beginning. */
  bookmark: Bookmark | null
  /** The token as it came. */
  token: string | null
}

const defaultPageSize = 50
const maxPageSize = 1000

/** Reads PageSize, Page and PageToken, or says what Twilio says of wrong ones. */
export function parseAsked(list: string, query: URLSearchParams): Asked | Response {
  const pageSize = wholeNumber(query.get('PageSize'), defaultPageSize)
  if (pageSize === null || pageSize < 1 || pageSize > maxPageSize) {
    return twilioError(20001, { message: `Page size must be between 1 and ${maxPageSize}` })
  }
  const page = wholeNumber(query.get('Page'), 0)
  if (page === null) return twilioError(20001, { message: 'Page must be a whole number, 0 or more' })
  const token = query.get('PageToken')
  if (token === null) return page > 0 ? twilioError(70002) : { pageSize, page, bookmark: null, token }
  const bookmark = parseToken(list, token)
  return bookmark ? { pageSize, page, bookmark, token } : twilioError(20006)
}

function wholeNumber(text: string | null, absent: number): number | null {
  if (text === null) return absent
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** A page of a list: its rows and where it stands. Offsets are rows before a page; null where there is no such page. */
export type Page = {
  /** The list's absolute URL without a query. */
  url: string
  /** The list's path, to which tokens are bound. */
  list: string
  key: string
  asked: Asked
  /** When this reading of the list began. */
  since: number
  /** Made as they are written. */
  rows: Iterable<JsonText>
  previous: number | null
  next: number | null
}

/** The page's JSON, `meta` and rows, in pieces. */
export function* printPage(page: Page): Generator<string> {
  const { key, asked } = page
  const at = (index: number, token: string | null) =>
    `${page.url}?PageSize=${asked.pageSize}&Page=${index}${token === null ? '' : `&PageToken=${encodeURIComponent(token)}`}`
  const neighbour = (index: number, offset: number | null) =>
    offset === null ? null : at(index, printToken(page.list, { since: page.since, offset }))
  const meta = json`{
    "page": ${asked.page},
    "page_size": ${asked.pageSize},
    "first_page_url": ${at(0, null)},
    "previous_page_url": ${neighbour(Math.max(0, asked.page - 1), page.previous)},
    "url": ${at(asked.page, asked.token)},
    "next_page_url": ${neighbour(asked.page + 1, page.next)},
    "key": ${key}
  }`
  yield `{"meta":${meta.text},${JSON.stringify(key)}:[`
  let comma = ''
  for (const row of page.rows) {
    yield comma + row.text
    comma = ','
  }
  yield ']}'
}
