import { isSid, parseSid, type EngagementSid } from '#contract/sid.ts'

import type { Target } from './target.ts'
import { trimInvisible, withoutInvisible } from './visible-text.ts'

/** What a pasted SID or link says. */
export type Pasted =
  /** An engagement, perhaps with its flow. */
  | { readonly what: 'engagement'; readonly sid: EngagementSid; readonly target: Target }
  /** A flow and no engagement. */
  | { readonly what: 'flow'; readonly target: Target }
  /** A SID of something else ("CA…", "SM…"), which may stand in a context. */
  | { readonly what: 'sid'; readonly sid: string }

const anySid = /(?<![A-Za-z0-9])[A-Z]{2}[0-9a-fA-F]{32}(?![0-9a-zA-Z])/g

/** Reads a SID, or a link that holds some: Twilio's Console, its API, our own. Null for anything else. */
export function readPasted(text: string): Pasted | null {
  const clean = trimInvisible(withoutInvisible(text))
  const sids = clean.match(anySid) ?? []
  if (sids.length === 0 || (sids[0] !== clean && !clean.includes('/'))) return null
  const flowSid = last(sids.flatMap((sid) => parseSid('FW', sid) ?? []))
  const engagementSid = last(sids.flatMap((sid) => parseSid('FN', sid) ?? []))
  if (engagementSid !== null) {
    return { what: 'engagement', sid: engagementSid, target: { flowSid, engagementSid } }
  }
  if (flowSid !== null) return { what: 'flow', target: { flowSid, engagementSid } }
  // A link begins with the account it is in; what it is about comes later.
  const sid = last(sids.filter((each) => !isSid('AC', each))) ?? sids[0]
  return sid === undefined ? null : { what: 'sid', sid }
}

const last = <T>(all: readonly T[]): T | null => all.at(-1) ?? null
