import { nextCursor, type PageCursor } from '#contract/page.ts'

import { tokenOf, type AskPage, type Flow } from './flow.ts'
import { peekNext } from './peek-next.ts'
import type { PageSummary } from './protocol.ts'
import { readPage } from './read-page.ts'

type ReadNext = {
  cursor: PageCursor | null
  /** Whether the page after it will be wanted too: it is then asked for while this one is being taken in. */
  ahead: boolean
}

/** Reads a page of a flow's list and takes it in; the same cursor twice is read once. */
export async function readNext(
  askPage: AskPage,
  flow: Flow,
  { cursor, ahead }: ReadNext,
  signal: AbortSignal,
): Promise<PageSummary> {
  const token = tokenOf(cursor)
  const before = flow.pages.get(token)
  if (before) return before
  try {
    const bytes = await (flow.ahead.take(token, signal) ?? askPage(flow.sid, cursor, signal))
    const early = ahead ? peekNext(bytes) : null
    if (early) askAhead(flow, cursor, early, signal)
    const { rows, meta } = readPage(bytes)
    const next = nextCursor(meta.next_page_url)
    if (ahead && next) askAhead(flow, cursor, next, signal)
    await flow.rows.room()
    signal.throwIfAborted()
    const { added } = flow.rows.append(bytes, rows)
    const summary = summarize(flow, { cursor, next, rows: rows.length, added })
    flow.pages.set(token, summary)
    if (summary.next === null) flow.ahead.drop()
    else flow.ahead.awaitTaker()
    return summary
  } catch (thrown) {
    flow.ahead.drop()
    throw thrown
  }
}

function askAhead(flow: Flow, cursor: PageCursor | null, next: PageCursor, signal: AbortSignal): void {
  if (!isRepeated(flow, cursor, next)) flow.ahead.start(next, signal)
}

/** Twilio has been seen to hand out the same page for ever (twilio-python#562). */
function isRepeated(flow: Flow, cursor: PageCursor | null, next: PageCursor): boolean {
  return next.token === cursor?.token || flow.pages.has(next.token)
}

type Read = { cursor: PageCursor | null; next: PageCursor | null; rows: number; added: number }

function summarize(flow: Flow, { cursor, next, rows, added }: Read): PageSummary {
  const { count: read, oldest, newestFirst } = flow.rows
  const summary = { rows, added, read, next, oldest, newestFirst, notice: null, at: Date.now() }
  if (next === null) return summary
  if (isRepeated(flow, cursor, next)) return { ...summary, next: null, notice: 'token-repeats' }
  if (added === 0) return { ...summary, next: null, notice: 'nothing-new' }
  return summary
}
