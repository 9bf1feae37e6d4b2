import type { FlowSid } from '#contract/sid.ts'

import { createFlow, type AskPage, type Flow } from './flow.ts'
import type { Pack } from './pack.ts'

/**
 * How many bytes of packed pages are kept, of all flows together. A million engagements of 3 kB pack to 400 MB, and a
 * tab that holds much more is the first a browser throws away.
 */
const budget = 600_000_000

type FlowsOptions = {
  askPage: AskPage
  /** Hears which flow was forgotten to make room. */
  forgotten: (flowSid: FlowSid) => void
  /** Packs what was read; this thread does unless told. */
  pack?: Pack
  /** Bytes; tests have less. */
  room?: number | undefined
}

/** The flows that are kept, the one used last being the last to be forgotten. */
export class Flows {
  /** Rises with each use: a Map keeps the order in which its keys were set. */
  readonly #flows = new Map<FlowSid, Flow>()
  /** Versions go on where they were when a flow was forgotten: a lower one would look older than what is known. */
  readonly #versions = new Map<FlowSid, number>()
  readonly #options: FlowsOptions
  #firstVersion = 0

  constructor(options: FlowsOptions) {
    this.#options = options
  }

  /** From which version on flows are counted that are read for the first time. */
  begin(version: number): void {
    this.#firstVersion = version
  }

  /** The flow, known or new; that it was asked for counts as use. */
  of(sid: FlowSid): Flow {
    const { askPage, pack } = this.#options
    const flow =
      this.#flows.get(sid) ?? createFlow(sid, askPage, this.#versions.get(sid) ?? this.#firstVersion, pack)
    this.#flows.delete(sid)
    this.#flows.set(sid, flow)
    return flow
  }

  /** Runs a reading of the flow, which is not forgotten meanwhile; then sees to it that all flows have room. */
  async reading<T>(flow: Flow, read: () => Promise<T>): Promise<T> {
    flow.readers++
    try {
      return await read()
    } finally {
      flow.readers--
      this.#makeRoom(flow)
    }
  }

  forget(sid: FlowSid): void {
    const flow = this.#flows.get(sid)
    if (!flow) return
    flow.ahead.drop()
    this.#versions.set(sid, flow.rows.version)
    this.#flows.delete(sid)
  }

  /** Forgets what was used longest ago, never the flow that was just read: alone it may be as large as it likes. */
  #makeRoom(read: Flow): void {
    const { room = budget, forgotten } = this.#options
    let kept = 0
    for (const { rows } of this.#flows.values()) kept += rows.size
    for (const flow of this.#flows.values()) {
      if (kept <= room) return
      if (flow === read || flow.readers > 0 || flow.rows.size === 0) continue
      kept -= flow.rows.size
      this.forget(flow.sid)
      forgotten(flow.sid)
    }
  }
}
