/**
 * How long a request waited in the server's queue because of Twilio's rate limit, in milliseconds, as a `Server-Timing`
 * metric. @see https://www.w3.org/TR/server-timing/
 */
export const rateLimitWaitHeader = 'server-timing'

export function formatRateLimitWait(ms: number): string {
  return `rate-limit;dur=${Math.round(ms)}`
}

/** 0 where the header is absent or says something else. */
export function parseRateLimitWait(header: string | null): number {
  return Number(/^rate-limit;dur=(\d{1,6})$/.exec(header ?? '')?.[1] ?? 0)
}
