import type { ReadName } from '#contract/reads.ts'

/**
 * What metrics and logs hear of the proxy: the kind of read and figures, never a SID, an address or contents. Every
 * `dispatched` is followed by one `ended` or one `failed`. Times are milliseconds; those of answers count from dispatch.
 */
export type ProxyEvent = { read: ReadName } & (
  | { /** How many requests wait for their turn, whenever that changes. */ kind: 'queued'; waiting: number }
  | { kind: 'dispatched' }
  | { /** The first byte is here. */ kind: 'answered'; status: number; ms: number }
  | { /** The last byte is here. */ kind: 'ended'; status: number; ms: number }
  | { kind: 'failed'; why: Failure; ms: number }
  | { /** A request was answered without one to Twilio, or with another's. */ kind: 'shared' }
  | { /** A 429 came: the gate is closed for so long. */ kind: 'slowed-down'; ms: number }
)

/**
 * Why there was no whole answer: the connection failed, no first byte came, the body broke off or stalled, or nobody
 * wanted it any longer.
 */
export type Failure = 'unreachable' | 'no-answer' | 'broken' | 'stalled' | 'left'

export type Tell = (event: ProxyEvent) => void
