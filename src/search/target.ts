import type { EngagementSid, FlowSid } from '#contract/sid.ts'

/** What a pasted SID or link leads to: a flow, an engagement of a known flow, or one whose flow nobody said. */
export type Target =
  | { readonly flowSid: FlowSid; readonly engagementSid: EngagementSid | null }
  | { readonly flowSid: null; readonly engagementSid: EngagementSid }
