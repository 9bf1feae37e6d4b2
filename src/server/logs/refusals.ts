import { rateLimitKey } from '#auth/rate-limit-key.ts'

import type { LogFields } from './log.ts'

/** A line for the audit log about something that was refused. */
type Refusal = { audit: string; address: string; fields: LogFields }

const periodMs = 60_000

/** Addresses counted at a time. Further ones share a count, so that an attack from many cannot fill the memory. */
const maxAddresses = 10_000

/**
 * Writes the first refusal of each kind and address (IPv6 by its /64) at once, and how many followed within a minute as one
 * line, so that no one can fill the log with what anyone may send.
 */
export function createRefusalLog(write: (audit: string, fields: LogFields) => void) {
  const counts = new Map<string, { audit: string; address: string; count: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function writeCounts(): void {
    timer = undefined
    for (const { audit, address, count } of counts.values())
      if (count > 0) write(audit, { user: null, address, count, what: 'more within a minute' })
    counts.clear()
  }

  return ({ audit, fields, ...refusal }: Refusal): void => {
    const address = rateLimitKey(refusal.address)
    const isKnown = counts.has(`${audit} ${address}`)
    const counted = isKnown || counts.size < maxAddresses ? address : 'other addresses'
    const key = `${audit} ${counted}`
    const entry = counts.get(key)
    if (entry) entry.count++
    else {
      counts.set(key, { audit, address: counted, count: 0 })
      write(audit, fields)
    }
    timer ??= setTimeout(writeCounts, periodMs).unref()
  }
}
