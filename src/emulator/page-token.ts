import { seedOf } from './random.ts'

/** Where a page begins in a list that is held still at the moment its first page was read. */
export type Bookmark = {
  /** When the reading began, milliseconds since 1970: what arrived later is not in this list. */
  since: number
  /** Rows before this page. */
  offset: number
}

/**
 * A token says it all itself, so that the emulator keeps none. It is bound to its list by a check, and means nothing
 * in another.
 * @param list the list's path
 */
export function printToken(list: string, { since, offset }: Bookmark): string {
  const fields = `${since.toString(36)}.${offset.toString(36)}`
  return `PA${btoa(`${fields}.${checkOf(list, fields)}`).replaceAll('=', '')}`
}

/** The bookmark inside a token, or null where it is none of this list's. */
export function parseToken(list: string, token: string): Bookmark | null {
  const match = /^PA([A-Za-z0-9]+)$/.exec(token)
  const text = match?.[1] === undefined ? '' : decoded(match[1])
  const [since = '', offset = '', check] = text.split('.')
  if (check !== checkOf(list, `${since}.${offset}`)) return null
  return { since: Number.parseInt(since, 36), offset: Number.parseInt(offset, 36) }
}

function checkOf(list: string, fields: string): string {
  return seedOf(`${list}?${fields}`).toString(36)
}

function decoded(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}
