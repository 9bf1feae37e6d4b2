import { nextCursor, type PageCursor } from '#contract/page.ts'

import { compactPage } from './compact-page.ts'
import { tokenOf, type AskPage, type Flow } from './flow.ts'
import type { ReadPage } from './flow-rows.ts'
import type { HeadNews } from './protocol.ts'
import { readPage, type ReadRow } from './read-page.ts'

/** A first look takes as little as Twilio hands out unasked: mostly there is nothing new, or a few. */
const lightPage = 50
const wholePage = 1000

/** How many pages are taken in at once, at most: they are all held, unpacked, until the overlap is found. */
const mostPages = 40

const nothing: HeadNews = { fresh: 0, more: false }

/**
 * Looks how many engagements are newer than the newest read. Of those that are known it takes over what has changed,
 * which moves nothing; new ones it only counts.
 */
export async function lookAtHead(askPage: AskPage, flow: Flow, signal: AbortSignal): Promise<HeadNews> {
  if (flow.pages.size === 0) return nothing
  const light = await readHead(askPage, flow, null, signal, lightPage)
  if (light.overlaps || light.next === null) return { fresh: light.fresh.length, more: false }
  const whole = await readHead(askPage, flow, null, signal, wholePage)
  const fresh = whole.fresh.length
  // Rows without a SID are no news: they can neither be counted as new nor known again.
  return { fresh, more: fresh > 0 && !whole.overlaps && whole.next !== null }
}

/**
 * Takes in what is newer than the newest read: page by page to the first known engagement, and then all at once, so
 * that a failure in the middle leaves no gap.
 * @returns how many were new; null when there are so many that the list had better be read anew
 */
export async function takeHead(askPage: AskPage, flow: Flow, signal: AbortSignal): Promise<number | null> {
  const light = await readHead(askPage, flow, null, signal, lightPage)
  const pages = [light.page]
  if (!light.overlaps && light.next !== null) {
    // Begun anew with whole pages: a page's size belongs to its token.
    pages.length = 0
    let cursor: PageCursor | null = null
    const seen = new Set<string>()
    do {
      if (pages.length === mostPages) return null
      seen.add(tokenOf(cursor))
      // Each page names the next one, so they cannot be asked at once.
      // oxlint-disable-next-line no-await-in-loop
      const head: Head = await readHead(askPage, flow, cursor, signal, wholePage)
      pages.push(head.page)
      cursor = head.overlaps ? null : head.next
    } while (cursor !== null && !seen.has(cursor.token))
  }
  signal.throwIfAborted()
  return flow.rows.appendHead(pages).added
}

type Head = {
  /** The rows that are not known. */
  fresh: ReadRow[]
  page: ReadPage
  /** Whether it holds an engagement that is known: then nothing new stands beyond it. */
  overlaps: boolean
  next: PageCursor | null
}

/** Reads a page at the head and takes over what has changed of the engagements in it that are known. */
async function readHead(
  askPage: AskPage,
  flow: Flow,
  cursor: PageCursor | null,
  signal: AbortSignal,
  size: number,
): Promise<Head> {
  const bytes = await askPage(flow.sid, cursor, signal, size)
  const { rows, meta } = readPage(bytes)
  // Without a SID nobody can tell whether it is known.
  const known = rows.filter(({ sid }) => sid !== null && flow.rows.rowOf(sid) !== null)
  const fresh = rows.filter(({ sid }) => sid !== null && flow.rows.rowOf(sid) === null)
  takeOver(flow, bytes, known)
  return {
    fresh,
    page: compactPage(bytes, fresh),
    overlaps: known.length > 0,
    next: nextCursor(meta.next_page_url),
  }
}

/** Takes over what has changed of engagements that are known. @returns of how many */
export function takeOver(flow: Flow, bytes: Uint8Array<ArrayBuffer>, known: readonly ReadRow[]): number {
  const late = known.filter((row) => flow.rows.differs(row))
  if (late.length === 0) return 0
  const page = compactPage(bytes, late)
  return flow.rows.append(page.bytes, page.rows).changed
}
