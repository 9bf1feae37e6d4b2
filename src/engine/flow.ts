import type { PageCursor } from '#contract/page.ts'
import type { FlowSid } from '#contract/sid.ts'

import { Ahead } from './ahead.ts'
import { FlowRows } from './flow-rows.ts'
import type { Pack } from './pack.ts'
import type { PageSummary } from './protocol.ts'

/** What the engine keeps of one flow. */
export type Flow = {
  readonly sid: FlowSid
  readonly rows: FlowRows
  /** The pages that were read, by the token they were asked for with. */
  readonly pages: Map<string, PageSummary>
  /** The page that is asked for before anyone wants it. */
  readonly ahead: Ahead
  /** How many readings of it are under way: meanwhile it is not forgotten. */
  readers: number
}

/** Asks for a page of a flow's list, when its turn has come. @param size how many engagements; 1,000 unless told */
export type AskPage = (
  flowSid: FlowSid,
  cursor: PageCursor | null,
  signal: AbortSignal,
  size?: number,
) => Promise<Uint8Array<ArrayBuffer>>

export function createFlow(sid: FlowSid, askPage: AskPage, version: number, pack?: Pack): Flow {
  const rows = new FlowRows(pack)
  rows.version = version
  return {
    sid,
    rows,
    pages: new Map(),
    ahead: new Ahead((cursor, signal) => askPage(sid, cursor, signal)),
    readers: 0,
  }
}

/** What stands for a page among those of a flow. */
export function tokenOf(cursor: PageCursor | null): string {
  return cursor?.token ?? ''
}
