import { Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'

import type { Flow } from './flow.ts'
import { takeOver } from './head.ts'
import { readOne } from './read-page.ts'

/** Asks for one engagement, when its turn has come. */
export type AskOne = (
  flowSid: FlowSid,
  engagementSid: EngagementSid,
  signal: AbortSignal,
) => Promise<Uint8Array<ArrayBuffer>>

/** Asks for engagements again, one after the other, and takes over what has changed. @returns of how many */
export async function refresh(
  askOne: AskOne,
  flow: Flow,
  sids: readonly EngagementSid[],
  signal: AbortSignal,
): Promise<number> {
  let changed = 0
  for (const sid of sids) {
    // One request at a time is the rule.
    // oxlint-disable-next-line no-await-in-loop
    const bytes = await askOne(flow.sid, sid, signal).catch(unlessGone)
    if (bytes && flow.rows.rowOf(sid) !== null) changed += takeOver(flow, bytes, [readOne(bytes)])
  }
  return changed
}

/** Twilio deletes engagements 30 days after they start; what was read of them stays. */
function unlessGone(thrown: unknown): null {
  if (thrown instanceof Problem && thrown.kind === 'not-found') return null
  throw thrown
}
