/**
 * Whether Flowdesk's own server responds. A status of 500 or more counts as no response: that is what a proxy in front
 * sends while the server is down.
 */
export function isServerReachable(): Promise<boolean> {
  return fetch('/api/session', { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  )
}

const checkIntervalMs = 2_000

/** Checks every 2 s, and resolves once the server responds, or the signal has aborted. */
export async function waitForServer(signal: AbortSignal): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, checkIntervalMs))
  while (!signal.aborted && !(await isServerReachable()))
}
