/** The resources whose SIDs Flowdesk reads, by Twilio's two-letter prefix. */
export const resourceNames = {
  AC: 'account',
  FW: 'flow',
  FN: 'engagement',
  FC: 'contact',
  FT: 'step',
} as const

export type SidPrefix = keyof typeof resourceNames

declare const brand: unique symbol

/** A SID of one resource. Only `parseSid` and `isSid` create the type, so a value of it is already checked. */
export type Sid<P extends SidPrefix> = string & { readonly [brand]: P }
export type FlowSid = Sid<'FW'>
export type EngagementSid = Sid<'FN'>
export type StepSid = Sid<'FT'>

const patterns: Record<SidPrefix, RegExp> = {
  AC: /^AC[0-9a-fA-F]{32}$/,
  FW: /^FW[0-9a-fA-F]{32}$/,
  FN: /^FN[0-9a-fA-F]{32}$/,
  FC: /^FC[0-9a-fA-F]{32}$/,
  FT: /^FT[0-9a-fA-F]{32}$/,
}

/** Twilio's pattern for a SID as text: "FW and 32 hexadecimal digits (0–9, a–f)". */
export function describeSidFormat(prefix: SidPrefix): string {
  return `${prefix} and 32 hexadecimal digits (0–9, a–f)`
}

export function isSid<P extends SidPrefix>(prefix: P, value: unknown): value is Sid<P> {
  return typeof value === 'string' && patterns[prefix].test(value)
}

/** The SID, unchanged, if `value` is one; otherwise null. Surrounding spaces are not accepted. */
export function parseSid<P extends SidPrefix>(prefix: P, value: unknown): Sid<P> | null {
  return isSid(prefix, value) ? value : null
}

export function isSidPrefix(value: unknown): value is SidPrefix {
  return typeof value === 'string' && Object.hasOwn(patterns, value)
}
