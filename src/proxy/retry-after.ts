/**
 * Milliseconds a `Retry-After` asks to wait; null where it is absent, not readable, or not in the future.
 * @param now milliseconds since 1970: the header may name a time of day
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null) return null
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return ms > 0 ? ms : null
}

/** A wait as the header has it: whole seconds, rounded up, so that whoever comes back then does not come too early. */
export function printRetryAfter(ms: number): string {
  return String(Math.max(1, Math.ceil(ms / 1000)))
}
