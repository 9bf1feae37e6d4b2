/** Milliseconds between two renewals. */
const minIntervalMs = 60_000

/**
 * Renews the session while the page is used, at most once a minute. Only key presses and clicks count as use; automatic
 * requests and pointer moves do not.
 * @param renew called when a renewal is due
 * @returns a function to call at each key press and click
 */
export function createSessionHeartbeat(renew: () => void, now = Date.now): () => void {
  let lastRenewedAt = -Infinity
  return () => {
    if (now() - lastRenewedAt < minIntervalMs) return
    lastRenewedAt = now()
    renew()
  }
}
