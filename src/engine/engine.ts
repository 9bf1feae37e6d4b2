import type { PageCursor } from '#contract/page.ts'
import { nextCursor } from '#contract/page.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { TwilioClient } from '#twilio/client.ts'

import { FlowRows } from './flow-rows.ts'
import { createChanged, type Tell } from './news.ts'
import type { AskName, Asks, PageSummary } from './protocol.ts'
import { readPage } from './read-page.ts'

/** What is known of one flow, and which pages of it have been read. */
type Flow = { rows: FlowRows; pages: Map<string, PageSummary> }

export type Engine = {
  [N in AskName]: (params: Asks[N]['params'], signal: AbortSignal) => Promise<Asks[N]['result']>
}

/**
 * Reads flows page by page and answers questions about what has been read. Runs in a worker; knows nothing of it.
 * @param tell says that what is known of a flow has changed
 */
export function createEngine(client: Pick<TwilioClient, 'engagementsPage'>, tell: Tell): Engine {
  const changed = createChanged(tell)
  /** Versions go on where they were when a flow was forgotten: an older number would look like what is known already. */
  const versions = new Map<FlowSid, number>()
  const flows = new Map<FlowSid, Flow>()

  function flowOf(flowSid: FlowSid): Flow {
    const known = flows.get(flowSid)
    if (known) return known
    const fresh: Flow = { rows: new FlowRows(), pages: new Map() }
    fresh.rows.version = versions.get(flowSid) ?? 0
    flows.set(flowSid, fresh)
    return fresh
  }

  return {
    readPage: async ({ flowSid, cursor }, signal) => {
      const flow = flowOf(flowSid)
      const before = flow.pages.get(tokenOf(cursor))
      if (before) return before
      const bytes = await client.engagementsPage(flowSid, cursor, signal)
      await flow.rows.room()
      signal.throwIfAborted()
      const summary = takeIn(flow, bytes, cursor)
      flow.pages.set(tokenOf(cursor), summary)
      changed(flowSid, () => flow.rows.version)
      return summary
    },

    rows: async ({ flowSid, question, from, size }) => flowOf(flowSid).rows.inView(question, from, size),

    histogram: async () => notYet(),
    values: async () => notYet(),
    search: async () => notYet(),
    loadContexts: async () => notYet(),
    checkHead: async () => notYet(),
    takeHead: async () => notYet(),
    refresh: async () => notYet(),

    text: async ({ flowSid, engagementSid }) => await flowOf(flowSid).rows.textOf(engagementSid),

    forget: async ({ flowSid }) => {
      versions.set(flowSid, flowOf(flowSid).rows.version)
      flows.delete(flowSid)
      return null
    },
  }
}

function notYet(): never {
  throw new Error('Being built')
}

function takeIn(flow: Flow, bytes: Uint8Array<ArrayBuffer>, cursor: PageCursor | null): PageSummary {
  const { rows, meta } = readPage(bytes)
  const { added } = flow.rows.append(bytes, rows)
  const { oldest, newestFirst } = flow.rows
  const next = nextCursor(meta.next_page_url)
  const summary = {
    rows: rows.length,
    added,
    read: flow.rows.count,
    next,
    oldest,
    newestFirst,
    notice: null,
  }
  if (next === null) return summary
  // Twilio has been seen to hand out the same page for ever (twilio-python#562).
  if (next.token === cursor?.token || flow.pages.has(next.token))
    return { ...summary, next: null, notice: 'token-repeats' }
  if (added === 0) return { ...summary, next: null, notice: 'nothing-new' }
  return summary
}

function tokenOf(cursor: PageCursor | null): string {
  return cursor?.token ?? ''
}
