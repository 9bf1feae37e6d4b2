import { Problem } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'

import type { CachedFlow } from './cached-flow.ts'
import { mergeUpdates } from './newest.ts'
import { parseEngagementRow } from './parse-page.ts'

/** Fetches one engagement, one request at a time. */
export type FetchEngagement = (
  runList: RunList,
  engagementSid: EngagementSid,
  signal: AbortSignal,
) => Promise<Uint8Array<ArrayBuffer>>

/** Fetches engagements again, one after the other, and merges their changes. @returns how many changed */
export async function refreshRows(
  fetchEngagement: FetchEngagement,
  flow: CachedFlow,
  sids: readonly EngagementSid[],
  signal: AbortSignal,
): Promise<number> {
  let changed = 0
  for (const sid of sids) {
    const bytes = await fetchEngagement(flow.runList, sid, signal).catch(ignoreNotFound)
    if (bytes && flow.store.rowOf(sid) !== null)
      changed += mergeUpdates(flow, bytes, [parseEngagementRow(bytes)])
  }
  return changed
}

/** Twilio deletes engagements 30 days after they start. Their loaded data is kept. */
function ignoreNotFound(thrown: unknown): null {
  if (thrown instanceof Problem && thrown.kind === 'not-found') return null
  throw thrown
}
