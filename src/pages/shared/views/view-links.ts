import { parseLink } from '#urls/parse-link.ts'
import { defaultUrlState, serializeUrlState, type UrlState } from '#urls/urls.ts'

import { maskAddress } from '#pages/shared/search-location.ts'

/** The link of a view: filters, order, columns and search text, without what the panel shows. */
export function viewLink({ listQuery, columns }: Pick<UrlState, 'listQuery' | 'columns'>): string {
  return serializeUrlState({ ...defaultUrlState, listQuery, columns })
}

/** A link's query and fragment, with "?" and "#". */
export function splitLink(link: string): { search: string; hash: string } {
  const hashIndex = link.indexOf('#')
  const end = hashIndex < 0 ? link.length : hashIndex
  return { search: link.slice(0, end), hash: link.slice(end) }
}

/** What of a view's link is understood. */
export function parseViewLink(link: string): UrlState {
  const { search, hash } = splitLink(link)
  return parseLink(new URLSearchParams(search), hash).urlState
}

/** The link with its search text and columns masked. */
export function maskViewLink(link: string): string {
  const masked = maskAddress(link)
  return typeof masked === 'string' ? masked : `${masked.search}${masked.hash}`
}
