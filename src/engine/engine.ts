import type { FlowSid } from '#contract/sid.ts'
import type { TwilioClient } from '#twilio/client.ts'

import { exportFile } from './export-file.ts'
import { FlowContexts } from './flow-contexts.ts'
import type { AskPage, Flow } from './flow.ts'
import { Flows } from './flows.ts'
import { lookAtHead, takeHead } from './head.ts'
import { loadContexts } from './load-contexts.ts'
import { createChanged, type Tell } from './news.ts'
import { createOwnScanner } from './own-scanner.ts'
import { pack } from './pack.ts'
import type { AskName, Asks } from './protocol.ts'
import { readNext } from './reading.ts'
import { refresh, type AskOne } from './refresh.ts'
import type { Scanners } from './scanners.ts'
import { createTurns } from './turns.ts'

export type Engine = {
  [N in AskName]: (params: Asks[N]['params'], signal: AbortSignal) => Promise<Asks[N]['result']>
}

type EngineClient = Pick<TwilioClient, 'engagementsPage' | 'engagementBytes' | 'context'>

type EngineOptions = {
  /** How many bytes of packed pages are kept before a flow is forgotten. */
  room?: number
  /** Who looks through contexts; the engine's own thread unless told. */
  scanners?: Scanners
}

/**
 * Reads flows page by page and answers questions about what has been read. Runs in a worker; knows nothing of it.
 * @param tell says that what is known of a flow has changed, or that it was forgotten
 */
export function createEngine(client: EngineClient, tell: Tell, options: EngineOptions = {}): Engine {
  const turn = createTurns()
  const changed = createChanged(tell)
  const askPage: AskPage = (flowSid, cursor, signal, size) =>
    turn(() => client.engagementsPage(flowSid, cursor, signal, size), signal)
  const askOne: AskOne = (flowSid, engagementSid, signal) =>
    turn(() => client.engagementBytes(flowSid, engagementSid, signal), signal)
  const scanners = options.scanners ?? createOwnScanner()
  const flows = new Flows({
    room: options.room,
    askPage,
    // Should a scanner fail, the page is packed here.
    pack: (bytes) => scanners.ask('pack', { bytes }, 'in-turn').catch(() => pack(bytes)),
    forgotten: (flowSid) => tell({ news: 'forgotten', flowSid }),
  })

  const contexts = new WeakMap<Flow, FlowContexts>()

  function contextsOf(flow: Flow): FlowContexts {
    const known = contexts.get(flow)
    if (known) return known
    const fresh = new FlowContexts(flow.rows, scanners, () => changed(flow.sid, () => flow.rows.version))
    contexts.set(flow, fresh)
    return fresh
  }

  /** Runs what may change a flow, and tells if it did, however it ended. */
  function reading<T>(flowSid: FlowSid, read: (flow: Flow) => Promise<T>): Promise<T> {
    const flow = flows.of(flowSid)
    const { version } = flow.rows
    return flows.reading(flow, async () => {
      try {
        return await read(flow)
      } finally {
        if (flow.rows.version !== version) changed(flowSid, () => flow.rows.version)
      }
    })
  }

  return {
    begin: async ({ version }) => {
      flows.begin(version)
      return null
    },

    readPage: ({ flowSid, cursor, ahead = false }, signal) =>
      reading(flowSid, (flow) => readNext(askPage, flow, { cursor, ahead }, signal)),

    rows: async ({ flowSid, question, from, size, anchor }) => {
      const flow = flows.of(flowSid)
      return contextsOf(flow).complete(question, flow.rows.inView(question, from, size, anchor))
    },

    histogram: async ({ flowSid, question, edges }) => flows.of(flowSid).rows.histogram(question, edges),

    values: async ({ flowSid, rows, paths }) => await contextsOf(flows.of(flowSid)).values(rows, paths),

    neighbours: async ({ flowSid, question, engagementSid }) =>
      flows.of(flowSid).rows.neighbours(question, engagementSid),

    export: ({ flowSid, question, form, number }, signal) =>
      reading(flowSid, (flow) => {
        const { total, read, search } = contextsOf(flow).complete(question, flow.rows.inView(question, 0, 0))
        const last = [...flow.pages.values()].at(-1) ?? null
        return exportFile({
          flow,
          question,
          form,
          scanners,
          signal,
          tell: (done) => tell({ news: 'exporting', number, done, of: total }),
        }).then((made) => ({ ...made, total, read, last, search }))
      }),

    search: async ({ flowSid, run }) => {
      contextsOf(flows.of(flowSid)).run(run)
      return null
    },

    loadContexts: ({ flowSid, question }, signal) =>
      reading(flowSid, ({ rows }) =>
        loadContexts({
          rows: rows.unread(question),
          ask: (sid) => turn(() => client.context(flowSid, sid, signal), signal),
          keep: (loaded) => {
            rows.keepContexts(loaded)
            changed(flowSid, () => rows.version)
          },
        }),
      ),

    checkHead: ({ flowSid }, signal) => reading(flowSid, (flow) => lookAtHead(askPage, flow, signal)),

    takeHead: ({ flowSid }, signal) =>
      reading(flowSid, async (flow) => ({ added: await takeHead(askPage, flow, signal) })),

    refresh: ({ flowSid, engagementSids }, signal) =>
      reading(flowSid, async (flow) => ({ changed: await refresh(askOne, flow, engagementSids, signal) })),

    listed: async ({ flowSid, engagementSid }) => await flows.of(flowSid).rows.listed(engagementSid),

    forget: async ({ flowSid }) => {
      flows.forget(flowSid)
      return null
    },
  }
}
