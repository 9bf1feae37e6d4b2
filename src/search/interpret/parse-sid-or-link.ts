import { isSid, parseSid, type EngagementSid, type FlowSid } from '#contract/sid.ts'
import { trimInvisible, removeInvisible } from '#search/phone/normalize-text.ts'

/** The target of a pasted SID or link: a flow, an engagement with its flow, or an engagement of an unknown flow. */
export type LinkTarget =
  | { readonly flowSid: FlowSid; readonly engagementSid: EngagementSid | null }
  | { readonly flowSid: null; readonly engagementSid: EngagementSid }

export type SidOrLink =
  /** An engagement, with its flow if the link contains it. */
  | { readonly kind: 'engagement'; readonly sid: EngagementSid; readonly target: LinkTarget }
  /** A flow without an engagement. */
  | { readonly kind: 'flow'; readonly target: LinkTarget }
  /** A SID of another resource ("CA…", "SM…"), which a context may contain. */
  | { readonly kind: 'sid'; readonly sid: string }

const anySid = /(?<![A-Za-z0-9])[A-Z]{2}[0-9a-fA-F]{32}(?![0-9a-zA-Z])/g

/** Parses a SID, or a link that contains SIDs: of Twilio's Console, Twilio's API or Flowdesk. Null for anything else. */
export function parseSidOrLink(text: string): SidOrLink | null {
  const clean = trimInvisible(removeInvisible(text))
  const sids = clean.match(anySid) ?? []
  if (sids.length === 0 || (sids[0] !== clean && !clean.includes('/'))) return null
  const flowSid = last(sids.flatMap((sid) => parseSid('FW', sid) ?? []))
  const engagementSid = last(sids.flatMap((sid) => parseSid('FN', sid) ?? []))
  if (engagementSid !== null) {
    return { kind: 'engagement', sid: engagementSid, target: { flowSid, engagementSid } }
  }
  if (flowSid !== null) return { kind: 'flow', target: { flowSid, engagementSid } }
  // A link starts with the account; the resource comes later.
  const sid = last(sids.filter((each) => !isSid('AC', each))) ?? sids[0]
  return sid === undefined ? null : { kind: 'sid', sid }
}

const last = <T>(all: readonly T[]): T | null => all.at(-1) ?? null
