/** The resources whose SIDs Flowdesk reads, by Twilio's two-letter prefix. */
export const sidNames = {
  AC: 'account',
  FW: 'flow',
  FN: 'engagement',
  FC: 'contact',
  FT: 'step',
} as const

export type SidPrefix = keyof typeof sidNames

declare const brand: unique symbol

/** A SID of one resource. Only `parseSid` makes one, so whoever holds it need not check it again. */
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

/** Twilio's pattern for a SID, as people read it: "FW and 32 hexadecimal digits". */
export function sidPattern(prefix: SidPrefix): string {
  return `${prefix} and 32 hexadecimal digits (0–9, a–f)`
}

export function isSid<P extends SidPrefix>(prefix: P, value: unknown): value is Sid<P> {
  return typeof value === 'string' && patterns[prefix].test(value)
}

/** The SID when `value` is one, letter for letter; otherwise null. */
export function parseSid<P extends SidPrefix>(prefix: P, value: unknown): Sid<P> | null {
  return isSid(prefix, value) ? value : null
}

export function isSidPrefix(value: unknown): value is SidPrefix {
  return typeof value === 'string' && Object.hasOwn(patterns, value)
}
