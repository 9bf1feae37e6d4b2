/**
 * Parses a `Retry-After` header into milliseconds to wait; null where it is absent, invalid, or not in the future.
 * @param now milliseconds since 1970: the header may be a date
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function parseRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null) return null
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return ms > 0 ? ms : null
}

/** Formats a wait for the header: whole seconds, rounded up, so that no client retries too early. */
export function formatRetryAfter(ms: number): string {
  return String(Math.max(1, Math.ceil(ms / 1000)))
}
